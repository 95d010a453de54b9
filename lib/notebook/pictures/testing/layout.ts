/** Reads a picture as a ruler would: where its texts and boxes are, and which texts do not stay where they belong. */
import { widthOf } from "../measure.ts";

interface Extent {
  readonly left: number;
  readonly right: number;
}

interface PlacedText extends Extent {
  readonly content: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

interface Box extends Extent {
  readonly top: number;
  readonly bottom: number;
}

/** What is wrong with where texts stand, in words; the widths are those of the widest fonts. */
export function layoutFaults(svg: string): string[] {
  const [, width = "0", height = "0"] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
  const texts = textsIn(svg);
  const boxes = boxesIn(svg);
  return texts.flatMap((text, at) => [
    ...(text.left < 0 || text.right > Number(width) || text.y > Number(height)
      ? [`${text.content}: beside the picture`]
      : []),
    ...(isInItsBox(text, boxes) ? [] : [`${text.content}: wider than its box`]),
    ...texts
      .slice(at + 1)
      .flatMap((other) => (overlap(text, other) ? [`${text.content}: over ${other.content}`] : [])),
  ]);
}

/** The heights of all letters, in units of a picture 600 wide. */
export function textSizes(svg: string): number[] {
  return textsIn(svg).map(({ size }) => size);
}

function attributesOf(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

function textsIn(svg: string): PlacedText[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, tag = "", escaped = ""]) => {
    const {
      x = "0",
      y = "0",
      class: classes = "",
      "font-size": size = "13",
      "text-anchor": anchor = "start",
    } = attributesOf(tag);
    const content = escaped
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    const style = { size: Number(size), bold: classes.includes("bold"), mono: classes.includes("mono") };
    const wide = widthOf(content, style);
    const left = Number(x) - (anchor === "middle" ? wide / 2 : anchor === "end" ? wide : 0);
    return { content, x: Number(x), y: Number(y), size: Number(size), left, right: left + wide };
  });
}

function boxesIn(svg: string): Box[] {
  return [...svg.matchAll(/<rect class="box[^"]*"([^>]*)>/g)].map(([, tag = ""]) => {
    const { x = "0", y = "0", width = "0", height = "0" } = attributesOf(tag);
    const [left, top] = [Number(x), Number(y)];
    return { left, top, right: left + Number(width), bottom: top + Number(height) };
  });
}

/** A text belongs to the smallest box in which it begins, ends or has its middle. */
function isInItsBox({ x, y, left, right }: PlacedText, boxes: readonly Box[]): boolean {
  const own = boxes.filter((box) => x >= box.left && x <= box.right && y > box.top && y < box.bottom);
  const [smallest] = own.sort((a, b) => a.right - a.left - (b.right - b.left));
  return smallest === undefined || (left >= smallest.left - 1 && right <= smallest.right + 1);
}

function overlap(a: PlacedText, b: PlacedText): boolean {
  return Math.abs(a.y - b.y) < 11 && a.left < b.right - 1 && b.left < a.right - 1;
}

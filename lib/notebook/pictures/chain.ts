/** The picture for a detective: the chain from a name to a Pod, and the first link that does not hold. */
import { type Link, linksOf } from "./chain-links.ts";
import { fitted, shorten } from "./measure.ts";
import { MARGIN, type Picture, picture, TOP, WIDTH } from "./picture.ts";
import { resultBox } from "./result-box.ts";
import { clockOf, type Scene } from "./scene.ts";
import { box, line, text } from "./shapes.ts";

const ORDER: readonly Link["name"][] = ["name", "service", "list", "port", "pod"];
const BOX = 106;
const PITCH = (WIDTH - 2 * MARGIN - BOX) / (ORDER.length - 1);
const HEIGHT = 74;

const TEXTS = {
  ko: {
    title: (service: string, namespace: string) => `${namespace}의 서비스 ${service}: 처음 끊어진 고리`,
    names: { name: "이름", service: "서비스", list: "목록", port: "포트", pod: "파드" },
    unknown: "아직 모름",
    whole: "끊어진 고리가 없습니다. 요청을 보내 확인해 봅시다.",
    alt: (service: string, links: string, end: string) => `서비스 ${service}의 사슬: ${links}. ${end}`,
  },
  en: {
    title: (service: string, namespace: string) =>
      `Service ${service} in ${namespace}: the first broken link`,
    names: { name: "name", service: "Service", list: "list", port: "port", pod: "Pod" },
    unknown: "unknown",
    whole: "No link is broken. Prove it with a request.",
    alt: (service: string, links: string, end: string) => `Chain of Service ${service}: ${links}. ${end}`,
  },
} as const;

/**
 * The chain name, Service, list, port, Pod in a namespace, with the first link that does not hold and why.
 * @param options `service`: which; default: the one that was asked last, or the namespace's first.
 */
export function chain(
  scene: Scene,
  namespace = "default",
  options: { readonly service?: string } = {},
): Picture {
  const words = TEXTS[scene.language];
  const { service, links } = linksOf(scene, namespace, options.service);
  const fault = links.find((link) => link.fault !== undefined);
  const end = fault?.fault ?? words.whole;
  const result = resultBox(
    fault === undefined ? end : `${words.names[fault.name]}: ${end}`,
    TOP + HEIGHT + 18,
    fault === undefined ? "good" : "bad",
  );
  const said = ORDER.map((name) => {
    const link = links.find((each) => each.name === name);
    const sign =
      link === undefined
        ? `? ${words.unknown}`
        : link.fault === undefined
          ? `✓ ${link.value}`
          : `✕ ${link.value}`;
    return `${words.names[name]} ${sign}`;
  });
  return picture({
    title: words.title(service, namespace),
    clock: clockOf(scene),
    height: TOP + HEIGHT + 18 + result.height + 14,
    parts: [
      ...ORDER.map((name, at) =>
        linkParts(
          name,
          links.find((each) => each.name === name),
          at,
          words,
        ),
      ),
      result.svg,
    ],
    alt: [
      words.alt(service, said.join(" → "), `${end.replace(/\.$/, "")}.`),
      words.alt(
        shorten(service, 24),
        said.map((each) => shorten(each, 24)).join(" → "),
        `${end.replace(/\.$/, "")}.`,
      ),
    ],
  });
}

function linkParts(
  name: Link["name"],
  link: Link | undefined,
  at: number,
  words: (typeof TEXTS)[keyof typeof TEXTS],
): string {
  const x = MARGIN + at * PITCH;
  const middle = x + BOX / 2;
  const isBad = link?.fault !== undefined;
  const tone = link === undefined ? "soft" : isBad ? "bad" : "good";
  const sign = link === undefined ? "?" : isBad ? "✕" : "✓";
  const code = { mono: true, size: 12 } as const;
  const value = link?.value ?? words.unknown;
  const isCode = link !== undefined && /^[\x20-\x7e→]*$/.test(value);
  const style = isCode ? code : { size: 12 };
  return [
    at === 0
      ? ""
      : line(x - PITCH + BOX, TOP + HEIGHT / 2, x, TOP + HEIGHT / 2, {
          arrow: true,
          ...(link === undefined ? { dashed: true, tone: "soft" } : {}),
        }),
    box(x, TOP, BOX, HEIGHT, { tone, dashed: link === undefined }),
    text(middle, TOP + 21, words.names[name], {
      anchor: "middle",
      bold: true,
      ...(link === undefined ? { tone: "soft" } : {}),
    }),
    text(middle, TOP + 43, sign, { anchor: "middle", bold: true, size: 15, tone }),
    text(middle, TOP + 63, fitted(value, BOX - 4, style), {
      anchor: "middle",
      ...style,
      ...(link === undefined ? { tone: "soft" } : {}),
    }),
  ].join("");
}

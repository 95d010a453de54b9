/** HTML and XML as tagged templates: whatever is put into one is escaped, unless it is markup itself. */
import { escape as escapeHtml } from "html-escaper";

export class Markup {
  readonly text: string;

  /** @param text already safe: written here, or escaped. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes; nothing stands for undefined. */
export type Part = string | number | Markup | undefined | readonly Part[];

/** @example markup`<li>${learner.name}</li>` */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, string, index) => `${text}${written(parts[index - 1])}${string}`));
}

function written(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(written).join("");
  return escapeHtml(shown(String(part)));
}

/** Only characters that a page shows and XML may hold: no other control characters, and no marks that change the direction of writing. */
export function shown(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u{fffe}\u{ffff}]/gu, "\ufffd");
}

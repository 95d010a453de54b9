/** Names of files, as a submission has them: which are safe to use, which are nobody's answer, and how one is shown. */
import type { Text } from "../text.ts";
import { limits } from "./limits.ts";
import { overBudget, reasons } from "./reasons.ts";

/** Control characters, marks that change the direction of writing, line separators, halves of a pair: none acts in a report. */
const ACTING = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\\]/gu;
/** What systems, editors and this project leave behind: nobody means it as an answer, so that nothing need be said of it. */
const TOOLS_OWN = [
  /^(?:\.DS_Store|\._.*|__MACOSX|Thumbs\.db|desktop\.ini|\.Trash.*|~\$.*)$/i,
  /^(?:\.git|\.gitkeep|\.gitignore|\.gitattributes|\.github|node_modules|__pycache__|\.cache)$/,
  /^(?:\.vscode|\.idea|\.ipynb_checkpoints|\.jupyter|\.~.*|\.#.*|#.*#|.*~|\..*\.sw[a-z])$/,
  /^(?:\.backup|\.progress.*|\.\d+\.part)$/,
];

/** Whether the path is, or lies in, something that tools leave behind. */
export function isToolsOwn(path: string): boolean {
  return path.split("/").some((part) => TOOLS_OWN.some((pattern) => pattern.test(part)));
}

/** Whether a name of it begins with a dot, so that most programs do not show it. */
export function isHidden(path: string): boolean {
  return path.split("/").some((part) => /^\.[^./]/.test(part));
}

/** Whether it is no part of an answer, by its name. */
export function isLeftover(path: string): boolean {
  return isToolsOwn(path) || isHidden(path);
}

/** A path as it is used, or why it cannot be. */
export type UsedPath = { readonly path: string } | { readonly reason: Text };

/**
 * @param found as a folder or a zip has it, with slashes.
 * @returns the path with composed Hangul, which macOS takes apart, without empty parts, and with _ for each character that could act in a
 *   terminal or a report.
 */
export function usedPath(found: string): UsedPath {
  const composed = found.normalize("NFC");
  if (composed.startsWith("/") || /^[a-z]:/i.test(composed)) return { reason: reasons.leadsOut };
  const parts = composed.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || parts.length === 0) return { reason: reasons.leadsOut };
  if (parts.length > limits.depthMax) return { reason: overBudget("depthMax") };
  const path = parts.join("/").replace(ACTING, "_");
  return path.length > limits.pathLengthMax ? { reason: overBudget("pathLengthMax") } : { path };
}

const SHOWN_LENGTH_MAX = 120;

/** In quotes, with what would act or cannot be seen as an escape: `"a\u202eb"`. */
export function shownName(name: string): string {
  return JSON.stringify(clipped(name).normalize("NFC")).replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

function clipped(name: string): string {
  const characters = [...name];
  return characters.length > SHOWN_LENGTH_MAX ? `${characters.slice(0, SHOWN_LENGTH_MAX).join("")}...` : name;
}

const NAMES_MAX = 8;

/** The first of the names in quotes, and how many more there are. */
export function shownNames(names: readonly string[]): Text {
  return firstOf(names, shownName);
}

/** As shownNames, of used paths, which hold nothing that acts: as they are typed. */
export function plainNames(names: readonly string[]): Text {
  return firstOf(names, clipped);
}

function firstOf(names: readonly string[], show: (name: string) => string): Text {
  const shown = names.slice(0, NAMES_MAX).map(show).join(", ");
  const rest = names.length - NAMES_MAX;
  return rest > 0
    ? { en: `${shown} and ${rest} more`, ko: `${shown} 외 ${rest}개` }
    : { en: shown, ko: shown };
}

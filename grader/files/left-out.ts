/** What is left out of a submission, and why: one odd file costs only itself, and is told. */
import type { Text } from "../text.ts";
import { shownNames } from "./names.ts";

/** Thrown by whoever reads a file that cannot or must not be read. */
export class NotRead extends Error {
  override readonly name = "NotRead";
  readonly reason: Text;

  constructor(reason: Text) {
    super(reason.en);
    this.reason = reason;
  }
}

export class LeftOut {
  /** By the English sentence, so that a thousand files with one fault are one note. */
  readonly #byReason = new Map<string, { readonly reason: Text; readonly paths: string[] }>();

  add(path: string, reason: Text): void {
    const known = this.#byReason.get(reason.en);
    if (known === undefined) this.#byReason.set(reason.en, { reason, paths: [path] });
    else known.paths.push(path);
  }

  /** @param under put before each path: the folder in which the other one was found. */
  addAll(other: LeftOut, under: string): void {
    for (const { reason, paths } of other.#byReason.values())
      for (const path of paths) this.add(`${under}${path}`, reason);
  }

  /** One sentence for each reason, in the order in which they were met. */
  get notes(): readonly Text[] {
    return [...this.#byReason.values()].map(({ reason, paths }) => {
      const names = shownNames(paths);
      return { en: `Left out: ${names.en}. ${reason.en}`, ko: `쓰지 않음: ${names.ko}. ${reason.ko}` };
    });
  }
}

/** What an open lab offers to the kernel, which meets the library in its own process and imports nothing of it. */
import { isInNotebook } from "./display.ts";
import type { Language } from "./language.ts";
import { allDone, isTaken } from "./turns.ts";

export interface LabOffer {
  readonly language: Language;
  /** What TAB may put in place of the last word of a shell command. */
  complete(command: string): string[];
}

/** The kernel asks the lab that offered itself last. */
export function offerToKernel(lab: LabOffer): void {
  if (!isInNotebook()) return;
  const complete = (command: string) => lab.complete(command);
  const offer = { language: lab.language, complete, isAtWork: isTaken, untilDone: allDone };
  Object.assign(globalThis, { [Symbol.for("service-bootcamp.lab")]: offer });
}

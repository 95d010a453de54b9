/** The learner at this terminal. */
import type { Language } from "service-bootcamp";
import { Learner, type LearnerOptions } from "../learner/learner.ts";
import { type Terminal, terminalOf } from "./terminal.ts";

export interface LearnerCommand extends LearnerOptions {
  readonly lang: Language;
}

export interface AtTerminal {
  readonly learner: Learner;
  readonly terminal: Terminal;
}

/** Tells at once what they should know besides: an exercise that is left out, a progress file that was put aside. */
export function openLearner({ lang, ...options }: LearnerCommand): AtTerminal {
  const learner = new Learner(options);
  void learner.progress;
  for (const note of learner.takeNotes()) console.error(note[lang]);
  return { learner, terminal: terminalOf(process.stdout, lang) };
}

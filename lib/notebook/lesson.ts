/** What a notebook knows besides its cells: its questions, and how to come to where a section begins. Built from its source. */
import type { ClusterOptions } from "../cluster.ts";
import type { OutcomeName } from "./outcomes.ts";

export interface Lesson {
  /** Name of the notebook: `01-why`. */
  readonly id: string;
  readonly title: string;
  /** The cluster of the notebook; its seed is 7 unless it says otherwise. */
  readonly cluster?: Omit<ClusterOptions, "images">;
  readonly questions: Readonly<Record<string, Question>>;
  /** Name of a section (`1`, `2`) -> the bash text that brings a new cluster to where the section begins. */
  readonly sections: Readonly<Record<string, string>>;
}

export interface Question {
  /** Letter -> choice. */
  readonly choices: Readonly<Record<string, Choice>>;
  /** The letter of what happens in the book's run. */
  readonly answer: string;
}

export interface Choice {
  readonly text: string;
  /** Why it is so, or why it is not. */
  readonly why: string;
  /** What the requests of the experiment look like when this is what happened. */
  readonly when?: OutcomeName;
}

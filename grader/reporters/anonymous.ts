/** Reports in which words stand for learners: no id, name, address or path is left of them. */
import type { LearnerResult } from "../result.ts";
import type { ReportFrame } from "./reporter.ts";

export function anonymousFrame({ people: _people, paths: _paths, ...frame }: ReportFrame): ReportFrame {
  return frame;
}

/** @param word stands for the learner. */
export function anonymousResult({ person = {}, ...result }: LearnerResult, word: string): LearnerResult {
  const { learner, submission, exercises } = result;
  const names = [learner, person.name ?? "", person.email ?? ""].filter((name) => name.length > 2);
  const hide = (text: string) => names.reduce((hidden, name) => replaced(hidden, name, word), text);
  return {
    ...result,
    learner: word,
    submission: {
      ...submission,
      ...(submission.notes === undefined ? {} : { notes: submission.notes.map(hide) }),
    },
    exercises: exercises.map((exercise) => ({
      ...exercise,
      ...(exercise.notes === undefined ? {} : { notes: exercise.notes.map(hide) }),
      transcript: exercise.transcript.map((entry) => ({
        ...entry,
        command: hide(entry.command),
        stdout: hide(entry.stdout),
        stderr: hide(entry.stderr),
        output: hide(entry.output),
      })),
    })),
  };
}

/** Where it stands as a word of its own: an id such as 101 is also a part of numbers. */
function replaced(text: string, name: string, word: string): string {
  if (!text.includes(name)) return text;
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, "gu"), word);
}

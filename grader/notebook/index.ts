/**
 * What a cell of the course imports: everything acts on the lab that the first cell opened.
 *
 * @example
 * import { openLab, sh, show, predict, reveal } from "service-bootcamp-grader/notebook";
 * await openLab("01-why", { lang: "en" });
 */
export { exercise } from "./exercise.ts";
export type { NotebookExercise } from "./notebook-exercise.ts";
export { progress } from "./progress.ts";
export { serve } from "./serve.ts";
export { advance, edit, openLab, predict, read, reveal, sh, show, start, traffic } from "./session.ts";

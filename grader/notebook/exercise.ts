/** `exercise(...)` of a cell. What judges is loaded with the first exercise, because a first cell should not wait for it. */
import type { NotebookExercise } from "./notebook-exercise.ts";
import { openSession } from "./session.ts";

/**
 * Opens an exercise: shows its task, and starts its own cluster. Run the cell again for a new cluster.
 *
 * @example
 * const ex = await exercise("01-expose");
 * await ex.sh`kubectl get pods`;
 * await ex.check();
 *
 * @param name of the exercise: `01-expose`
 */
export async function exercise(name: string): Promise<NotebookExercise> {
  const { lang } = openSession();
  const { openExercise } = await import("./notebook-exercise.ts");
  return openExercise(name, lang);
}

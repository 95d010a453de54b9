/** The grader as it was built: its sources would be part of the bench's script, and start its processes from there. */
import { ROOT } from "./table.ts";

export const builtGrader = {
  gradeClass: () => built<typeof import("../../grader/batch/grade-class.ts")>("batch/grade-class"),
  checkModule: () => built<typeof import("../../grader/check/check-module.ts")>("check/check-module"),
  course: () => built<typeof import("../../grader/course/course.ts")>("course/course"),
  exercise: () => built<typeof import("../../grader/course/exercise.ts")>("course/exercise"),
  judge: () => built<typeof import("../../grader/judge/judge.ts")>("judge/judge"),
  jupyterServer: () => built<typeof import("../../grader/cli/jupyter-server.ts")>("cli/jupyter-server"),
  labTexts: () => built<typeof import("../../grader/cli/lab-texts.ts")>("cli/lab-texts"),
  virtualEnvironment: () =>
    built<typeof import("../../grader/cli/virtual-environment.ts")>("cli/virtual-environment"),
};

async function built<T>(module: string): Promise<T> {
  return (await import(`${ROOT}/grader/dist/${module}.js`)) as T;
}

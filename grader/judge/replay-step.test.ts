import { join } from "node:path";
import { pods } from "service-bootcamp";
import { expect, test } from "vitest";
import { loadExercise } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import { replayStep } from "./replay-step.ts";

const exercise = loadExercise(join(projectRoot(), "grader/testdata/own-values/01-mine"));
const script = `n=2
cat > pods.txt <<END
kubectl scale deployment web --replicas=3
END
kubectl scale deployment web --replicas=3
kubectl rollout status deployment/web
# kubectl scale deployment web --replicas=1
kubectl scale deployment web --replicas=1
`;

async function at(step?: number) {
  const replayed = await replayStep(exercise, new Map([["commands.sh", script]]), 5, step);
  if (replayed === undefined) return undefined;
  const { cluster, transcript, steps } = replayed;
  const { stdout } = await cluster.run('echo "$n"; wc -l < pods.txt');
  const count = cluster.api
    .list(pods)
    .items.filter(({ metadata }) => metadata.namespace === "default").length;
  await cluster.close();
  return { ran: transcript.length, of: steps.length, pods: count, stdout };
}

test.each([
  [0, { ran: 0, of: 5, pods: 1, stdout: "\n" }],
  [2, { ran: 2, of: 5, pods: 1, stdout: "2\n1\n" }],
  [4, { ran: 4, of: 5, pods: 3, stdout: "2\n1\n" }],
  [undefined, { ran: 5, of: 5, pods: 1, stdout: "2\n1\n" }],
])("the cluster is as it was after step %s, with the shell of the answer", async (step, expected) => {
  expect(await at(step)).toEqual(expected);
});

test("there is nothing behind the last step", async () => {
  expect(await at(6)).toBeUndefined();
});

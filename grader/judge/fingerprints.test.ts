import { join } from "node:path";
import { expect, test } from "vitest";
import { loadExercise, loadExerciseInTurn } from "../course/exercise.ts";
import { projectRoot } from "../project-root.ts";
import { fingerprintsOf } from "./fingerprints.ts";

const folder = join(projectRoot(), "grader/testdata/own-values/01-mine");
const exercise = loadExercise(folder);
const of = (text: string, own = exercise) => fingerprintsOf(own, new Map([["commands.sh", text]]));
const shared = (a: readonly number[], b: readonly number[]) => a.filter((each) => b.includes(each)).length;

const script = `kubectl create service clusterip http-svc --tcp=8081:8080
kubectl patch service http-svc --type=merge -p '{"spec":{"selector":{"app":"web"}}}'
for pod in one two three; do kubectl run "$pod" --image=busybox -- sleep 1d; done
`;

test("remarks, blanks and the values of another learner make no difference", () => {
  const another = loadExerciseInTurn(folder, 2);
  const { service = "", port = "" } = another.variant;
  expect([service, port]).toEqual(["http-svc-b", "8083"]);
  const copied = script.replaceAll("http-svc", service).replaceAll("8081", port);
  expect(of(script).length).toBeGreaterThan(10);
  expect(of(copied, another)).toEqual(of(script));
  expect(of(`# mine\n${script.replaceAll("; ", ";\n   ")}  # all\n`)).toEqual(of(script));
});

test("what stands elsewhere in another answer is still found", () => {
  const moved = `kubectl get nodes\nkubectl get pods -A -o wide\n${script}`;
  expect(shared(of(script), of(moved))).toBe(of(script).length);
});

test("what the author wrote does not count, whoever's values it has", () => {
  const expose = "kubectl expose deployment web --name=http-svc-c --port=8085 --target-port=8080\n";
  expect(of(expose)).toEqual([]);
  expect(of(`kubectl get pods\n${expose}`).length).toBeLessThan(5);
});

test("a short or an empty answer has none, and an endless one no more than the budget", () => {
  expect(of("")).toEqual([]);
  expect(of("kubectl get pods")).toEqual([]);
  const long = Array.from({ length: 3000 }, (_, at) => `kubectl run pod-${at} --image=nginx`).join("\n");
  expect(of(long)).toHaveLength(200);
});

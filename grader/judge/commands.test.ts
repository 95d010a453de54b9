import { expect, test } from "vitest";
import { commandsOf } from "./commands.ts";

const START = "kind: Service # as it was";
const exercise = (manifests: "apply" | "ignore") => ({ manifests, start: new Map([["web.yaml", START]]) });
const commands = (files: Record<string, string>, manifests: "apply" | "ignore" = "apply") =>
  commandsOf(exercise(manifests), new Map(Object.entries(files)));

test("manifests alone are applied in the order of their names, where the exercise says so", () => {
  const files = { "a b.yaml": "x", "c.json": "{}", "commands.sh": "# nothing yet\n", "web.yaml": START };
  expect(commands(files)).toEqual({
    commands: ["kubectl apply -f 'a b.yaml'", "kubectl apply -f 'c.json'", "kubectl apply -f 'web.yaml'"],
    notes: [],
  });
  expect(commands(files, "ignore").commands).toEqual([]);
});

test("a manifest that the learner wrote counts beside commands that do not name it", () => {
  const files = { "commands.sh": "kubectl describe svc web", "web.yaml": "kind: Service # changed" };
  const { commands: run, notes } = commands(files);
  expect(run).toEqual(["kubectl apply -f 'web.yaml'", "kubectl describe svc web"]);
  expect(notes[0]?.en).toBe("Applied before your commands: web.yaml. No command in commands.sh names it.");
  expect(commands(files, "ignore").notes[0]?.en).toContain("Not used");
});

test.each([
  "kubectl create -f web.yaml",
  "kubectl apply -f .",
  "kubectl apply -f ./",
  "kubectl apply -f ./web.yaml",
  "kubectl apply -f '*.yaml'",
  "kubectl apply -f *.yaml; kubectl get svc",
  "kubectl apply --filename=./",
  "kubectl apply -k .",
  "cat web.yaml | kubectl apply -f -",
])("%s names the manifest", (script) => {
  expect(commands({ "commands.sh": script, "web.yaml": "changed" })).toEqual({
    commands: [script],
    notes: [],
  });
});

test("a manifest as it was at the start is not applied beside commands", () => {
  const files = { "commands.sh": "kubectl scale deploy web --replicas=5", "web.yaml": START };
  expect(commands(files).commands).toEqual(["kubectl scale deploy web --replicas=5"]);
});

test.each([
  ["kubectl get svc\n", { "notes.txt": "" }, "Not used: notes.txt. commands.sh has commands"],
  [
    "# none\n",
    { "command.sh": "kubectl get svc\n" },
    "Not used: command.sh. Commands count in commands.sh alone",
  ],
])("after %j it is said which files had no part", (script, files, sentence) => {
  expect(commands({ "commands.sh": script, ...files }).notes.map(({ en }) => en)).toEqual([
    expect.stringContaining(sentence),
  ]);
});

test("of very many files the first ones are named", () => {
  const files = Object.fromEntries(
    Array.from({ length: 600 }, (_, at) => [`${at}${"x".repeat(300)}.txt`, ""]),
  );
  const [note] = commands({ "commands.sh": "kubectl get svc\n", ...files }).notes;
  expect(note?.en).toContain("... and 592 more. commands.sh has commands");
  expect(note?.ko).toContain("... 외 592개. commands.sh");
  expect(note?.en.length).toBeLessThan(1_500);
});

test.each(["kubectl apply -f $PWD/", "for f in *.yaml; do kubectl apply -f $f; done"])(
  "nothing is said after %j",
  (script) => {
    expect(commands({ "commands.sh": script, "a.yaml": "changed" }).notes).toEqual([]);
  },
);

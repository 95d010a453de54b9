import { expect, test } from "vitest";
import { mutationsOf } from "./mutations.ts";

const names = (path: string, text: string, harmless: readonly string[] = []) =>
  mutationsOf(new Map([[path, text]]), harmless).map(({ name }) => name);

test("a manifest is mutated document by document and number by number", () => {
  const text =
    "kind: Service\nspec:\n  port: 80\n---\nkind: Endpoints\naddresses:\n  - ip: 10.0.0.9\ncontainerPort: 8080\n";
  expect(names("a.yaml", text, ["containerPort"])).toEqual([
    "a.yaml: document 1 dropped",
    "a.yaml: document 2 dropped",
    "a.yaml: port 80 changed to 81",
    "a.yaml: ip 10.0.0.9 changed to 10.0.0.10",
  ]);
});

test("a script is mutated by the commands that do something, and by the numbers in options", () => {
  expect(names("commands.sh", "# five\nkubectl get pods\nkubectl scale deploy a --replicas=5\n")).toEqual([
    "commands.sh: line 3 dropped",
    "commands.sh: --replicas=5 changed to --replicas=6",
  ]);
});

test("only the mutated file is another", () => {
  const files = new Map([
    ["a.yaml", "port: 1\n"],
    ["b.txt", "port: 1\n"],
  ]);
  expect(mutationsOf(files, []).map(({ files: mutated }) => Object.fromEntries(mutated))).toEqual([
    { "a.yaml": "", "b.txt": "port: 1\n" },
    { "a.yaml": "port: 2\n", "b.txt": "port: 1\n" },
  ]);
});

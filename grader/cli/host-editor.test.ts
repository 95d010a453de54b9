import { expect, test } from "vitest";
import { openEditor } from "./host-editor.ts";

const env = { PATH: process.env.PATH };
const file = {
  path: "/home/learner/web.yaml",
  text: "a: 1\n",
  editors: ["editor"],
  name: "editor",
  options: [],
};

test.each([
  ["the chosen one", { EDITOR: "sed -i s/1/2/" }, file, { text: "a: 2\n", exitCode: 0 }],
  [
    "kubectl's before the others",
    { EDITOR: "false", KUBE_EDITOR: "sed -i s/1/3/" },
    file,
    { text: "a: 3\n", exitCode: 0 },
  ],
  ["VISUAL", { VISUAL: "sed -i s/1/4/" }, file, { text: "a: 4\n", exitCode: 0 }],
  [
    "the next one, where one is missing",
    { KUBE_EDITOR: "nosucheditor", EDITOR: "true" },
    file,
    { text: "a: 1\n", exitCode: 0 },
  ],
  ["one that fails", { EDITOR: "false" }, file, { text: "a: 1\n", exitCode: 1 }],
  [
    "a new file",
    { EDITOR: "sh -c 'echo new > \"$0\"'" },
    { ...file, text: undefined },
    { text: "new\n", exitCode: 0 },
  ],
  [
    "a new file that nobody saves",
    { EDITOR: "true" },
    { ...file, text: undefined },
    { text: undefined, exitCode: 0 },
  ],
  [
    "the one of the session, with its options",
    { EDITOR: "false" },
    { ...file, editors: ["sed", "editor"], name: "sed", options: ["-i", "-es/1/5/"] },
    { text: "a: 5\n", exitCode: 0 },
  ],
  [
    "another one, without the options of the one that was typed",
    { EDITOR: "sed -i s/1/6/" },
    { ...file, editors: ["editor", "vi"], name: "vi", options: ["-R"] },
    { text: "a: 6\n", exitCode: 0 },
  ],
])("opens %s", async (_, own, lent, edited) => {
  expect(await openEditor(lent, { ...env, ...own })).toEqual(edited);
});

test("says when there is none", async () => {
  expect(await openEditor(file, { PATH: "/nowhere" })).toBeUndefined();
});

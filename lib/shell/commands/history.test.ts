import { expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";
import { history } from "./history.ts";

const typed = ["kubectl get svc", "curl web", "history"];

function at(history_: string[]) {
  const { run } = shellMachine({ commands: { history } });
  const terminal = { write: () => {}, read: async () => undefined, history: history_ };
  return async (script: string) => run(script, { tty: true, terminal });
}

test.each([
  ["history", "    1  kubectl get svc\n    2  curl web\n    3  history\n", "", 0],
  ["history 2", "    2  curl web\n    3  history\n", "", 0],
  ["history 9 | grep curl", "    2  curl web\n", "", 0],
  ["history x", "", "bash: history: x: numeric argument required\n", 1],
  ["history 1 2", "", "bash: history: too many arguments\n", 1],
  ["history -w", "", "history: this simulation has history, history N and history -c, and not -w\n", 1],
])("%s", async (script, stdout, stderr, exitCode) => {
  expect(await at([...typed])(script)).toEqual({ stdout, stderr, exitCode });
});

test("-c forgets all", async () => {
  expect((await at([...typed])("history -c; history")).stdout).toBe("");
});

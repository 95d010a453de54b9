/** `npm start` as a person runs it, for the tests. */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "./host.ts";

/** From nothing to a printed address; JupyterLab is already installed by then. */
const startLimitMs = 150_000;

export interface RunningLab {
  /** The printed address, with its token. */
  readonly url: URL;
  /** Presses Ctrl-C, which a terminal sends to everything that was started there, and returns all that was printed to the end. Once is enough. */
  pressCtrlC(): Promise<string>;
}

/**
 * @param work folder of the learner. @param env besides that of the test.
 * @throws Error with all that was printed, when it ends or takes too long instead of printing an address
 */
export async function startLab(
  work: string,
  flags: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<RunningLab> {
  const child = spawn("npm", ["start", "--", "--no-browser", ...flags], {
    cwd: root,
    env: { ...process.env, BOOTCAMP_WORK: work, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const read = (text: string): void => {
    printed += text;
  };
  child.stdout.setEncoding("utf8").on("data", read);
  child.stderr.setEncoding("utf8").on("data", read);
  const closed = new Promise<void>((resolve) => child.on("close", () => resolve()));
  let isPressed = false;
  const pressCtrlC = async (): Promise<string> => {
    if (!isPressed && child.exitCode === null) process.kill(-(child.pid ?? 0), "SIGINT");
    isPressed = true;
    await closed;
    return printed;
  };
  for (
    const deadline = Date.now() + startLimitMs;
    Date.now() < deadline && child.exitCode === null;
    await delay(100)
  ) {
    const address = /http:\/\/\S+token=\w+(?=\s)/.exec(printed)?.[0];
    if (address !== undefined) return { url: new URL(address), pressCtrlC };
  }
  await pressCtrlC();
  throw new Error(`npm start printed no address:\n${printed}`);
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

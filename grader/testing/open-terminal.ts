/** A command at a terminal, and somebody who types. `script` gives it the terminal; it takes these arguments on Linux alone. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../project-root.ts";

const main = fileURLToPath(new URL("../cli/main.ts", import.meta.url));

/** @param command of bootcamp, such as `shell`. */
export function openTerminal(command: string, env: NodeJS.ProcessEnv = {}) {
  const line = `${process.execPath} --conditions=source --import tsx ${main} ${command}`;
  const child = spawn("script", ["-qec", line, "/dev/null"], {
    cwd: projectRoot(),
    env: { PATH: process.env.PATH ?? "", TERM: "dumb", ...env },
  });
  let seen = "";
  /** Types once `awaited` has been printed since the last time. @returns what was printed until then. */
  const typeAt = (awaited: RegExp, keys: string): Promise<string> =>
    new Promise((resolve) => {
      const look = (piece: Buffer | string): void => {
        seen += String(piece);
        if (!awaited.test(seen)) return;
        const printed = seen;
        seen = "";
        child.stdout.off("data", look);
        child.stdin.write(keys);
        resolve(printed);
      };
      child.stdout.on("data", look);
    });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const press = (keys: string): void => {
    child.stdin.write(keys);
  };
  return { typeAt, press, ended };
}

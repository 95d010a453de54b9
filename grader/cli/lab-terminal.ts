/**
 * The shell of the lab's terminals: bash without the person's own start-up files, which may name another cluster. Where there is no
 * bash it is the person's own shell, and the environment alone has to do.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { writeFiles } from "../files/write-files.ts";
import { quoted } from "../script.ts";
import type { LabTexts } from "./lab-texts.ts";

const RC_FILE = "bashrc";

/** @param state folder for its start-up file. @returns the command, or undefined for the person's own shell. */
export function terminalCommand(
  state: string,
  env: Readonly<Record<string, string | undefined>>,
  texts: LabTexts,
): readonly string[] | undefined {
  const bash = programNamed("bash", env.PATH ?? "");
  if (bash === undefined) return undefined;
  writeFiles(state, new Map([[RC_FILE, startUp(env, texts)]]));
  return [bash, "--rcfile", join(state, RC_FILE), "-i"];
}

/** Said again here, because a system's own start-up file comes first. */
const VARIABLES = ["PATH", "KUBECONFIG", "BOOTCAMP_LANG"] as const;

function startUp(env: Readonly<Record<string, string | undefined>>, texts: LabTexts): string {
  return [
    "# Written anew at each start of the lab.",
    ...VARIABLES.map((name) => `export ${name}=${quoted(env[name] ?? "")}`),
    "PS1='\\w \\$ '",
    `command -v kubectl >/dev/null || kubectl() { echo ${quoted(texts.noKubectl)} >&2; return 127; }`,
    `echo ${quoted(texts.terminal)}`,
    "",
  ].join("\n");
}

function programNamed(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The editor of the person at the terminal, lent one file of the simulated session. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { EditedFile, LentFile } from "service-bootcamp";

/** What most computers have. */
const COMMON = ["vi", "nano"];

/**
 * Opens a copy of the file in the first of its editors that this computer has, at this process's own terminal.
 * @param env where KUBE_EDITOR, EDITOR, VISUAL and PATH are. @returns undefined when there is no editor.
 */
export async function openEditor(file: LentFile, env: NodeJS.ProcessEnv): Promise<EditedFile | undefined> {
  const own = [env.KUBE_EDITOR, env.EDITOR, env.VISUAL].filter((editor) => editor !== undefined);
  const editors = file.editors.flatMap((editor) => (editor === "editor" ? own : [editor]));
  const editor = [...editors, ...COMMON].find((candidate) => isThere(candidate, env));
  if (editor === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "bootcamp-edit-"));
  try {
    const copy = join(folder, basename(file.path));
    if (file.text !== undefined) writeFileSync(copy, file.text);
    const options = basename(programOf(editor)) === file.name ? file.options : [];
    const exitCode = await untilClosed(editor, [...options, copy], env);
    return { text: textOf(copy), exitCode };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function programOf(editor: string): string {
  return editor.trim().split(/\s+/)[0] ?? "";
}

function isThere(editor: string, env: NodeJS.ProcessEnv): boolean {
  const program = programOf(editor);
  const found = spawnSync("sh", ["-c", 'command -v "$1"', "sh", program], { env, stdio: "ignore" });
  return program !== "" && found.status === 0;
}

/** An editor is a command line, as git and kubectl take it: `code --wait`. */
function untilClosed(editor: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn("sh", ["-c", `${editor} "$@"`, editor, ...args], { env, stdio: "inherit" });
    // Ctrl-C goes to all programs at the terminal, and is meant for the editor.
    const ignore = (): void => {};
    process.on("SIGINT", ignore);
    const end = (exitCode: number): void => {
      process.off("SIGINT", ignore);
      resolve(exitCode);
    };
    child.on("error", () => end(1));
    child.on("close", (code) => end(code ?? 1));
  });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

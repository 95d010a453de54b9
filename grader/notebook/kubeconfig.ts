/**
 * The kubeconfig of the lab's terminals: KUBECONFIG names it there, so that a kubectl typed in them never reaches a cluster of the
 * learner's own. It leads to the cluster of the notebook that served last, and nowhere before that.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeFiles } from "../files/write-files.ts";
import { defaultWorkFolder } from "../learner/work.ts";

/** In a folder that JupyterLab does not show. */
export function labKubeconfig(): string {
  return join(defaultWorkFolder(), ".kube", "config");
}

export interface Served {
  readonly lesson: string;
  readonly pid: number;
}

/** Who serves the cluster that the file leads to; undefined when nobody does, or no longer. */
export function servedNow(): Served | undefined {
  const [, lesson = "", pid = ""] = HEADER.exec(readText()) ?? [];
  return lesson !== "" && isAlive(Number(pid)) ? { lesson, pid: Number(pid) } : undefined;
}

/** @param text of a kubeconfig */
export function leadTo({ lesson, pid }: Served, text: string): void {
  write(`# notebook ${lesson}, process ${pid}\n${text}`);
}

/** What a kubectl then prints names the repair: the host's name is a sentence. */
export function leadNowhere(): void {
  write(NOWHERE);
}

const HEADER = /^# notebook (\S+), process (\d+)$/m;

const NOWHERE = `# No notebook serves its cluster: serve() in a cell does, and writes this file.
apiVersion: v1
kind: Config
clusters:
- name: none
  cluster:
    server: https://no-cluster-yet.run-serve-in-a-notebook.invalid
contexts:
- name: none
  context:
    cluster: none
    user: none
users:
- name: none
  user:
    token: none # or kubectl would ask for a user name
current-context: none
`;

function readText(): string {
  try {
    return readFileSync(labKubeconfig(), "utf8");
  } catch {
    return "";
  }
}

function write(text: string): void {
  const file = labKubeconfig();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 }); // there is a token in it
  writeFiles(dirname(file), new Map([["config", text]]));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * An object of the cluster as a file on disk, so that it can be edited in JupyterLab. It is `kubectl edit` in two halves: the first
 * writes what kubectl would show in an editor, the second is run when the file was saved and gives kubectl what it holds.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { applyPatch, structuredPatch } from "diff";
import type { EditedFile, ExecResult, TerminalConnection } from "../api/api.ts";
import type { Cluster } from "../cluster.ts";
import { CellStop } from "./cell-stop.ts";

/** Which lines around a change have to be as they were: as many as a person sees, else the next ones. */
const CONTEXTS = [3, 1];

export class EditedObject {
  /** As kubectl is told: `svc/web`, `deploy web -n shop`. */
  readonly target: string;
  /** Name of the file. */
  readonly file: string;
  readonly #path: string;
  /** What the learner's changes begin from. */
  #before: string;
  /** What the file held when it was last looked at. */
  #seen: string;

  /** @throws CellStop with kubectl's words when there is no such object. */
  static async open(cluster: Cluster, target: string, folder: string): Promise<EditedObject> {
    let shown: string | undefined;
    const { stderr } = await runEdit(cluster, target, (text) => {
      shown = text;
      return { text: undefined, exitCode: 0 };
    });
    if (shown === undefined) throw new CellStop(stderr.trimEnd());
    return new EditedObject(target, folder, shown);
  }

  private constructor(target: string, folder: string, text: string) {
    this.target = target;
    this.file = `${target.trim().replaceAll(/[^\w.-]+/g, "-")}.yaml`;
    this.#path = join(folder, this.file);
    this.#before = text;
    this.#seen = text;
    this.#write(text);
  }

  /** Whether the file was saved since. One that was deleted is left alone. */
  get isChanged(): boolean {
    return existsSync(this.#path) && readFileSync(this.#path, "utf8") !== this.#seen;
  }

  /** Gives kubectl what the file holds. @returns what it answers; undefined: the cluster has changed what the learner changed. */
  async apply(cluster: Cluster): Promise<ExecResult | undefined> {
    const edited = readFileSync(this.#path, "utf8");
    this.#seen = edited;
    let isOutdated = false;
    let refused: string | undefined;
    const result = await runEdit(cluster, this.target, (shown, round) => {
      // With the server's complaint on top kubectl opens its editor again.
      if (round > 0) refused = shown;
      const text = round > 0 ? undefined : merged(this.#before, edited, shown);
      isOutdated ||= round === 0 && text === undefined;
      return { text, exitCode: 0 };
    });
    if (isOutdated) return undefined;
    if (refused === undefined) this.#before = edited;
    else this.#write(refused);
    return result;
  }

  #write(text: string): void {
    writeFileSync(this.#path, text);
    this.#seen = text;
  }
}

/** @param edit is given what kubectl shows in an editor, and how often it has done so before. */
function runEdit(
  cluster: Cluster,
  target: string,
  edit: (shown: string, round: number) => EditedFile,
): Promise<ExecResult> {
  let round = 0;
  const terminal: TerminalConnection = {
    write: () => {},
    read: async () => undefined,
    edit: async ({ text = "" }) => edit(text, round++),
  };
  return cluster.run(`KUBE_EDITOR=editor kubectl edit ${target}`, { terminal });
}

/** What was changed between `before` and `edited`, done to `now`; undefined where it no longer fits. */
function merged(before: string, edited: string, now: string): string | undefined {
  if (before === now) return edited;
  for (const context of CONTEXTS) {
    const text = applyPatch(now, structuredPatch("", "", before, edited, "", "", { context }));
    if (text !== false) return text;
  }
  return undefined;
}

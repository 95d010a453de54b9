/** One cluster and the machine of the learner in front of it: its files, and what the last script did to the network. */
import type { ExecResult, OnOutput } from "../api/api.ts";
import type { Cluster } from "../cluster.ts";
import type { Hop } from "../network/http.ts";
import { EditedObject } from "./edited-object.ts";
import { type FolderReader, readFolder } from "./folder.ts";
import { ClusterMemory } from "./pictures/cluster-memory.ts";
import type { TerminalOutput } from "./terminal-output.ts";

export interface MachineFiles {
  /** A folder of files that stand in the shell's home, relative to the notebook; what is edited there counts from the next `sh` on. */
  readonly folder?: string;
  /** More files of the shell's home: name -> text. */
  readonly home?: Readonly<Record<string, string>>;
}

export interface ScriptOptions {
  readonly signal: AbortSignal;
  /** Receives what is printed. Default: the output. */
  readonly onOutput?: OnOutput;
}

export interface AppliedEdit {
  /** As it stands behind `kubectl edit`. */
  readonly target: string;
  /** Absent: the cluster has changed what the learner changed. */
  readonly result: ExecResult | undefined;
}

export class LearnersMachine {
  readonly cluster: Cluster;
  /** For the pictures: what the cluster was before. */
  readonly memory: ClusterMemory;
  /** When the last script began, in simulated milliseconds since the cluster's start. */
  lastRunAt = 0;
  readonly #folder: FolderReader | undefined;
  /** By the name of their file. */
  readonly #edited = new Map<string, EditedObject>();
  #home: Readonly<Record<string, string>>;

  constructor(cluster: Cluster, { folder, home = {} }: MachineFiles) {
    this.cluster = cluster;
    this.memory = new ClusterMemory(cluster);
    this.#folder = folder === undefined ? undefined : readFolder(folder);
    this.#home = home;
  }

  /** Runs what a cell gives to the shell. @returns the requests that it caused, in order. */
  async run(
    script: string,
    output: TerminalOutput,
    { onOutput = output.onOutput, signal }: ScriptOptions,
  ): Promise<readonly Hop[]> {
    const before = this.cluster.hops.length;
    this.lastRunAt = this.cluster.now;
    const { onStatementBegin, onStatement } = output;
    const files = this.#files();
    await this.cluster.run(script, { files, signal, onOutput, onStatementBegin, onStatement });
    output.end();
    return this.cluster.hops.slice(before);
  }

  /** Writes an object to a file in `folder`, whose changes the next `applyEdits` gives to the cluster. @returns the file's name. */
  async edit(target: string, folder: string): Promise<string> {
    const object = await EditedObject.open(this.cluster, target, folder);
    this.#edited.set(object.file, object);
    return object.file;
  }

  /** Gives the cluster what was changed in files of `edit`. */
  async applyEdits(): Promise<readonly AppliedEdit[]> {
    const applied: AppliedEdit[] = [];
    for (const object of this.#edited.values()) {
      if (!object.isChanged) continue;
      const { target } = object;
      applied.push({ target, result: await object.apply(this.cluster) });
    }
    return applied;
  }

  /** What TAB may put in place of the last word of a command: words of kubectl, else the learner's files. */
  complete(command: string): string[] {
    const words = this.cluster.complete(command);
    if (words.length > 0 || !/\s/.test(command)) return words;
    const last = /\S*$/.exec(command)?.[0] ?? "";
    return (this.#folder?.names() ?? []).filter((name) => last !== "" && name.startsWith(last));
  }

  /** Runs what nobody sees, and lets the cluster come to rest. @throws Error with what it said when it fails. */
  async prepare(script: string): Promise<void> {
    const { exitCode, stderr } = await this.cluster.run(script, { files: this.#files() });
    if (exitCode !== 0) throw new Error(`a script that prepares a cluster ended with ${exitCode}: ${stderr}`);
    await this.cluster.settle();
  }

  /** Those that the shell does not know as they are now. */
  #files(): Record<string, string> {
    const files = { ...this.#home, ...this.#folder?.changed() };
    this.#home = {};
    return files;
  }
}

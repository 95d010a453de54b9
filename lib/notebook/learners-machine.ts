/** One cluster and the machine of the learner in front of it: its files, and what the last script did to the network. */
import type { OnOutput } from "../api/api.ts";
import type { Cluster } from "../cluster.ts";
import type { Hop } from "../network/http.ts";
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

export class LearnersMachine {
  readonly cluster: Cluster;
  /** For the pictures: what the cluster was before. */
  readonly memory: ClusterMemory;
  /** When the last script began, in simulated milliseconds since the cluster's start. */
  lastRunAt = 0;
  readonly #folder: FolderReader | undefined;
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

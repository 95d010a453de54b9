/**
 * What a notebook of the course opens first: a cluster, a shell that prints as a terminal does, predictions, pictures.
 *
 * @example
 * import { openLab } from "service-bootcamp";
 * const { sh, show } = await openLab({ seed: 7, lang: "en" });
 * await sh`kubectl create deployment web --image=nginx`;
 */
import type { OnOutput, OutputStream } from "../api/api.ts";
import { type Cluster, type ClusterOptions, createCluster } from "../cluster.ts";
import type { Hop } from "../network/http.ts";
import { readFolder } from "./folder.ts";
import { GatheredOutput } from "./gathered-output.ts";
import { untilInterrupted } from "./interrupt.ts";
import type { Language } from "./language.ts";
import { createPredictions, type Predictions } from "./predictions.ts";
import { createShow, type Show } from "./show.ts";

export interface LabOptions extends ClusterOptions {
  /** Language of pictures and hints; kubectl speaks English. Default: `ko`. */
  readonly lang?: Language;
  /** A folder of files that stand in the shell's home, relative to the notebook; what is edited there counts from the next `sh` on. */
  readonly folder?: string;
}

export interface Lab extends Predictions {
  readonly cluster: Cluster;
  /** Runs bash text on the learner's machine and prints what a terminal would show. */
  sh(text: TemplateStringsArray, ...values: unknown[]): Promise<void>;
  /** The same, without printing: the standard output without its last line's end, for use in the next cell. */
  read(text: TemplateStringsArray, ...values: unknown[]): Promise<string>;
  readonly show: Show;
}

export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const language = options.lang ?? "ko";
  const cluster = await createCluster(options);
  const folder = options.folder === undefined ? undefined : readFolder(options.folder);
  let hops: readonly Hop[] = [];
  const run = async (script: string, show: OnOutput): Promise<void> => {
    const before = cluster.hops.length;
    const files = folder?.changed() ?? {};
    const output = new GatheredOutput(show);
    await untilInterrupted((signal) =>
      cluster.run(script, { files, signal, onOutput: output.add }).finally(() => output.flush()),
    );
    hops = cluster.hops.slice(before);
  };
  return {
    cluster,
    ...createPredictions(language),
    async sh(text, ...values) {
      await run(scriptOf(text, values), print);
    },
    async read(text, ...values) {
      let stdout = "";
      await run(scriptOf(text, values), (piece, stream) => {
        if (stream === "stdout") stdout += piece;
        else print(piece, stream);
      });
      return stdout.replace(/\n$/, "");
    },
    show: createShow(() => ({ api: cluster.api, hops, backends: backendsOf(cluster, hops), language })),
  };
}

function print(text: string, stream: OutputStream): void {
  process[stream].write(text);
}

/** Bash text as typed: `\${VAR}` and `` \` `` are written with a backslash in a template and arrive without. */
function scriptOf(text: TemplateStringsArray, values: readonly unknown[]): string {
  const pieces = text.raw.map((piece) => piece.replace(/\\(\$\{|`)/g, "$1"));
  return String.raw({ raw: pieces }, ...values);
}

/** The endpoints of the Services that were asked, with those that never answered, then who else did answer. */
function backendsOf(cluster: Cluster, hops: readonly Hop[]): string[] {
  const asked = new Set(hops.flatMap(({ service }) => service ?? []));
  const endpoints = [...asked].flatMap((service) => cluster.endpointsOf(service).map(({ name }) => name));
  return [...new Set([...endpoints, ...hops.flatMap(({ servedBy }) => servedBy ?? [])])];
}

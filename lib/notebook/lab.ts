/**
 * What a notebook of the course works with: a cluster, a shell that prints as a terminal does, questions, pictures.
 *
 * @example
 * import { openLab } from "service-bootcamp";
 * const lab = await openLab({ seed: 7, lang: "en" });
 * await lab.sh`kubectl create deployment web --image=nginx`;
 */
import type { OnOutput } from "../api/api.ts";
import { type Cluster, type ClusterOptions, createCluster } from "../cluster.ts";
import type { Hop } from "../network/http.ts";
import { isInNotebook, showNote } from "./display.ts";
import { type FolderReader, readFolder } from "./folder.ts";
import { untilInterrupted } from "./interrupt.ts";
import type { Language } from "./language.ts";
import type { Lesson } from "./lesson.ts";
import { type Prediction, Questions } from "./questions.ts";
import { createShow, type Show } from "./show.ts";
import { TerminalOutput, type TerminalScreen } from "./terminal-output.ts";

export interface LabOptions extends ClusterOptions {
  /** What the notebook knows besides its cells; options of the cluster that stand here win over the lesson's. */
  readonly lesson?: Lesson;
  /** Language of pictures and hints; kubectl speaks English. Default: `ko`. */
  readonly lang?: Language;
  /** A cluster that is there already, instead of a new one. */
  readonly cluster?: Cluster;
  /** What was expected before this kernel began: question -> letter. */
  readonly expected?: Readonly<Record<string, string>>;
  /** A folder of files that stand in the shell's home, relative to the notebook; what is edited there counts from the next `sh` on. */
  readonly folder?: string;
  /** Whether `sh` shows each command before what it prints. Default true. */
  readonly echo?: boolean;
  /** More files of the shell's home: name -> text. */
  readonly home?: Readonly<Record<string, string>>;
}

/** A template, as in `` sh`kubectl get pods` ``, or plain text. */
export type ShellText = TemplateStringsArray | string;

const SEED_DEFAULT = 7;

export async function openLab(options: LabOptions = {}): Promise<Lab> {
  return new Lab(options, options.cluster ?? (await createCluster(clusterOptionsOf(options))));
}

/** One cluster, and what the cells of a notebook do with it. */
export class Lab {
  /** Draws what the cluster is now, and what the requests of the last `sh` did. */
  readonly show: Show;
  readonly #language: Language;
  readonly #echo: boolean;
  readonly #questions: Questions;
  #cluster: Cluster;
  #folder: FolderReader | undefined;
  #home: Readonly<Record<string, string>>;
  #hops: readonly Hop[] = [];

  /** @internal Use `openLab`. */
  constructor(options: LabOptions, cluster: Cluster) {
    this.#language = options.lang ?? "ko";
    this.#echo = options.echo ?? true;
    this.#questions = new Questions(options.lesson?.questions ?? {}, this.#language, options.expected);
    this.#cluster = cluster;
    this.#folder = options.folder === undefined ? undefined : readFolder(options.folder);
    this.#home = options.home ?? {};
    this.show = createShow(() => ({
      api: this.cluster.api,
      hops: this.#hops,
      backends: backendsOf(this.cluster, this.#hops),
      language: this.#language,
    }));
  }

  /** The simulated cluster itself. */
  get cluster(): Cluster {
    return this.#cluster;
  }

  /** The requests of the last `sh`, in order. */
  get hops(): readonly Hop[] {
    return this.#hops;
  }

  /** The questions of the lesson, in its order: what was expected, and what happened. */
  get predictions(): readonly Prediction[] {
    return this.#questions.predictions;
  }

  /**
   * Runs commands of a shell, kubectl among them, and shows what a terminal would: each command, then what it printed.
   *
   * @example
   * await sh`kubectl get pods`;
   */
  async sh(text: ShellText, ...values: unknown[]): Promise<void> {
    const script = scriptOf(text, values);
    const output = new TerminalOutput(SCREEN, this.#language, this.#echo ? script : undefined);
    await this.#run(script, output, output.onOutput);
  }

  /**
   * Runs commands of a shell and returns what they print, without the last line's end, for use in the next line.
   *
   * @example
   * const ip = await read`kubectl get svc web -o jsonpath='{.spec.clusterIP}'`;
   */
  async read(text: ShellText, ...values: unknown[]): Promise<string> {
    let stdout = "";
    const output = new TerminalOutput(SCREEN, this.#language, undefined);
    await this.#run(scriptOf(text, values), output, (piece, stream) => {
      if (stream === "stdout") stdout += piece;
      else output.onOutput(piece, stream);
    });
    return stdout.replace(/\n$/, "");
  }

  /**
   * Writes down what you expect to happen: the letter of a choice. The cell stops here until there is one.
   *
   * @example
   * predict("old-ip", "?"); // a, b, c
   */
  predict(question: string, choice: string): void {
    this.#questions.predict(question, choice);
  }

  /** Shows what happened beside what you expected, and why. */
  reveal(question: string): void {
    const hops = this.#hops;
    const observed = hops.length === 0 ? undefined : { hops, backends: backendsOf(this.#cluster, hops) };
    this.#questions.reveal(question, observed);
  }

  /** Frees what the cluster holds in this computer. */
  async close(): Promise<void> {
    await this.#cluster.close();
  }

  async #run(script: string, output: TerminalOutput, onOutput: OnOutput): Promise<void> {
    const before = this.#cluster.hops.length;
    const files = { ...this.#home, ...this.#folder?.changed() };
    this.#home = {};
    const { onStatementBegin, onStatement } = output;
    await untilInterrupted((signal) =>
      this.#cluster
        .run(script, { files, signal, onOutput, onStatementBegin, onStatement })
        .finally(() => output.end()),
    );
    this.#hops = this.#cluster.hops.slice(before);
  }
}

/** In a notebook commands are bold, so that they stand out between what was printed. */
const SCREEN: TerminalScreen = {
  write: (text, stream) => process[stream].write(text),
  note: showNote,
  command: (text) => (isInNotebook() ? `\x1b[1m$ ${text}\x1b[0m` : `$ ${text}`),
};
function clusterOptionsOf({
  lesson,
  lang,
  cluster,
  expected,
  folder,
  home,
  echo,
  ...own
}: LabOptions): ClusterOptions {
  return { seed: SEED_DEFAULT, ...lesson?.cluster, ...own };
}

/** Bash text as typed: `\${VAR}` and `` \` `` are written with a backslash in a template and arrive without. */
export function scriptOf(text: ShellText, values: readonly unknown[]): string {
  if (typeof text === "string") return text;
  const pieces = text.raw.map((piece) => piece.replace(/\\(\$\{|`)/g, "$1"));
  return String.raw({ raw: pieces }, ...values);
}

/** The endpoints of the Services that were asked, with those that never answered, then who else did answer. */
function backendsOf(cluster: Cluster, hops: readonly Hop[]): string[] {
  const asked = new Set(hops.flatMap(({ service }) => service ?? []));
  const endpoints = [...asked].flatMap((service) => cluster.endpointsOf(service).map(({ name }) => name));
  return [...new Set([...endpoints, ...hops.flatMap(({ servedBy }) => servedBy ?? [])])];
}

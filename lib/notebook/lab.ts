/**
 * What a notebook of the course works with: a cluster, a shell that prints as a terminal does, questions, pictures.
 *
 * @example
 * import { openLab } from "service-bootcamp";
 * const lab = await openLab({ seed: 7, lang: "en" });
 * await lab.sh`kubectl create deployment web --image=nginx`;
 */
import type { OnOutput } from "../api/api.ts";
import { ApiError } from "../api/api-error.ts";
import { type Cluster, type ClusterOptions, createCluster } from "../cluster.ts";
import { toMs } from "../duration.ts";
import type { Hop } from "../network/http.ts";
import { CELL_SCREEN } from "./cell-screen.ts";
import { CellStop } from "./cell-stop.ts";
import { showNote } from "./display.ts";
import { showAppliedEdit, showEditFile } from "./edit-notes.ts";
import { offerToKernel } from "./kernel-offer.ts";
import { LabTraffic, type LabTrafficOptions } from "./lab-traffic.ts";
import type { Language } from "./language.ts";
import { LearnersMachine, type MachineFiles, type ScriptOptions } from "./learners-machine.ts";
import type { Lesson } from "./lesson.ts";
import { begunSentence, noSectionSentence } from "./new-cluster.ts";
import { observe } from "./outcomes.ts";
import { type Prediction, Questions } from "./questions.ts";
import { type ShellText, scriptOf } from "./shell-text.ts";
import { createShow, type Show } from "./show.ts";
import { TerminalOutput } from "./terminal-output.ts";
import { passedSentence } from "./time-notes.ts";
import { inTurn, isTaken } from "./turns.ts";

export interface LabOptions extends ClusterOptions, MachineFiles {
  /** What the notebook knows besides its cells; options of the cluster that stand here win over the lesson's. */
  readonly lesson?: Lesson;
  /** Language of pictures and hints; kubectl speaks English. Default: `ko`. */
  readonly lang?: Language;
  /** A cluster that is there already, instead of a new one. */
  readonly cluster?: Cluster;
  /** What was expected before this kernel began: question -> letter. */
  readonly expected?: Readonly<Record<string, string>>;
  /** Whether `sh` shows each command before what it prints. Default true. */
  readonly echo?: boolean;
  /** Where `edit` puts its files, relative to the notebook. Default: beside it. */
  readonly editFolder?: string;
  /** Whether to say in a line that the cluster is new. Default false. */
  readonly announce?: boolean;
}

const CLUSTER_DEFAULT = { seed: 7, nodes: 3 };

export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const own = clusterOptionsOf(options);
  const lab = new Lab(options, options.cluster ?? (await createCluster(own)));
  if (options.announce === true) showNote(begunSentence(lab.cluster, own, undefined, lab.language));
  return lab;
}

/** One cluster, and what the cells of a notebook do with it. */
export class Lab {
  /** Draws what the cluster is now, and what the requests of the last `sh` did. */
  readonly show: Show;
  readonly language: Language;
  readonly #options: LabOptions;
  readonly #questions: Questions;
  #machine: LearnersMachine;
  #hops: readonly Hop[] = [];
  #traffic: LabTraffic | undefined;

  /** @internal Use `openLab`. */
  constructor(options: LabOptions, cluster: Cluster) {
    this.#options = options;
    this.language = options.lang ?? "ko";
    this.#questions = new Questions(options.lesson?.questions ?? {}, this.language, options.expected);
    this.#machine = new LearnersMachine(cluster, options);
    offerToKernel(this);
    this.show = this.#drawnInTurn(
      createShow(this.language, () => {
        const { memory, lastRunAt } = this.#machine;
        return { memory, hops: this.hops, startedAt: this.#traffic?.startedAt ?? lastRunAt };
      }),
    );
  }

  /** The simulated cluster itself: another one after each `start`. */
  get cluster(): Cluster {
    return this.#machine.cluster;
  }

  /** The requests of the last `sh`, in order; those of `traffic`, until an `sh` after its end sends some of its own. */
  get hops(): readonly Hop[] {
    return this.#traffic?.hops ?? this.#hops;
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
  sh(text: ShellText, ...values: unknown[]): Promise<void> {
    offerToKernel(this);
    return inTurn(async (signal) => {
      const script = scriptOf(text, await Promise.all(values));
      for (const applied of await this.#machine.applyEdits())
        showAppliedEdit(applied, this.cluster.now, this.language);
      const echoed = this.#options.echo === false ? undefined : script;
      const output = new TerminalOutput(CELL_SCREEN, this.language, echoed);
      await this.#run(script, output, { signal });
    });
  }

  /**
   * Runs commands of a shell and returns what they print, without the last line's end, for use in the next line.
   *
   * @example
   * const ip = await read`kubectl get svc web -o jsonpath='{.spec.clusterIP}'`;
   */
  read(text: ShellText, ...values: unknown[]): Promise<string> {
    return inTurn(async (signal) => {
      const script = scriptOf(text, await Promise.all(values));
      let stdout = "";
      const output = new TerminalOutput(CELL_SCREEN, this.language, undefined);
      const onOutput: OnOutput = (piece, stream) => {
        if (stream === "stdout") stdout += piece;
        else output.onOutput(piece, stream);
      };
      const before = this.#hops;
      await this.#run(script, output, { signal, onOutput });
      if (this.#hops.length === 0) this.#hops = before;
      return stdout.replace(/\n$/, "");
    });
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
  reveal(question: string): Promise<void> | void {
    this.#questions.find(question);
    return this.#afterTraffic(() => {
      this.#questions.reveal(question, observe(this.cluster, this.hops));
    });
  }

  /**
   * Lets time pass in the cluster at once.
   *
   * @example
   * await advance("3h");
   * @param duration milliseconds, or `90s`, `3h`, `1h30m`
   */
  advance(duration: number | string): Promise<void> {
    const ms = toMs(duration);
    return inTurn(async () => {
      await this.cluster.advance(ms);
      showNote(passedSentence(ms, this.language));
    });
  }

  /**
   * Sends requests in the background, while the cells after it act: it goes on whenever time passes in the cluster, in an `sh`, in
   * `advance`, or in `await t.done()`. Pictures and `reveal` wait for its end, and are about its requests.
   *
   * @example
   * traffic({ from: "pod/client", url: "http://web", every: "100ms", for: "30s" });
   * await sh`kubectl rollout restart deploy/web; kubectl rollout status deploy/web`;
   */
  traffic(options: LabTrafficOptions): LabTraffic {
    try {
      this.#traffic = new LabTraffic(this.cluster, options, this.language);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      throw new CellStop(`Error from server (${error.reason}): ${error.message}`);
    }
    return this.#traffic;
  }

  /**
   * Begins a section: a new cluster, in the state in which the section starts. What you predicted stays.
   *
   * @example
   * await start("3");
   * @param options of this cluster, instead of the notebook's: `{ proxyMode: "iptables", seed: 3 }`
   */
  start(section: string | number, options: ClusterOptions = {}): Promise<void> {
    const { sections = {} } = this.#options.lesson ?? {};
    const name = String(section);
    const script = Object.hasOwn(sections, name) ? sections[name] : undefined;
    if (script === undefined)
      throw new CellStop(noSectionSentence(name, Object.keys(sections), this.language));
    return inTurn(async () => {
      const own = clusterOptionsOf({ ...this.#options, ...options });
      const machine = new LearnersMachine(await createCluster(own), this.#options);
      await machine.prepare(script);
      await this.#machine.cluster.close();
      this.#machine = machine;
      this.#hops = [];
      this.#traffic = undefined;
      showNote(begunSentence(machine.cluster, own, name, this.language));
    });
  }

  /**
   * Writes an object to a file beside this notebook, for you to edit. When it is saved, the next `sh` gives it to the cluster, as
   * `kubectl edit` does when its editor is closed.
   *
   * @example
   * await edit("svc/web");
   * @param target as it stands behind `kubectl edit`
   */
  edit(target: string): Promise<void> {
    return inTurn(async () => {
      const file = await this.#machine.edit(target, this.#options.editFolder ?? ".");
      showEditFile(file, this.language);
    });
  }

  /** What TAB may put in place of the last word of a shell command. */
  complete(command: string): string[] {
    return this.#machine.complete(command);
  }

  /** Frees what the cluster holds in this computer. */
  async close(): Promise<void> {
    await this.cluster.close();
  }

  async #run(script: string, output: TerminalOutput, options: ScriptOptions): Promise<void> {
    const wasEnded = this.#traffic?.isEnded === true;
    this.#hops = await this.#machine.run(script, output, options);
    if (wasEnded && this.#hops.length > 0) this.#traffic = undefined;
  }

  /** Does at once what takes no time, unless something is at work that was asked for before. */
  #afterTraffic(work: () => void): Promise<void> | void {
    return isTaken() || this.#traffic?.isEnded === false
      ? inTurn(async () => {
          await this.#traffic?.finish();
          work();
        })
      : work();
  }

  /** The same pictures, each when what was asked for before it is done. */
  #drawnInTurn(show: Show): Show {
    const methods = Object.entries(show) as [string, (...options: unknown[]) => Promise<void>][];
    const inItsTurn =
      (draw: (...options: unknown[]) => Promise<void>) =>
      (...options: unknown[]): Promise<void> =>
        inTurn(async () => {
          await this.#traffic?.finish();
          await draw(...options);
        });
    return Object.fromEntries(methods.map(([name, draw]) => [name, inItsTurn(draw)])) as Show;
  }
}

function clusterOptionsOf(options: LabOptions): ClusterOptions & typeof CLUSTER_DEFAULT {
  const { lesson, lang, cluster, expected, folder, home, echo, editFolder, announce, ...own } = options;
  return { ...CLUSTER_DEFAULT, ...lesson?.cluster, ...own };
}

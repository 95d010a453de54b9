/**
 * The command line of `bootcamp`: reads it, and leaves the work to one file for each command. Each is imported only when its
 * command is run, because --help should not wait for the simulator to load.
 */
import { Command, CommanderError, Option } from "commander";
import type { Language } from "service-bootcamp";
import { proxyModes } from "service-bootcamp/proxy-modes";
import { ExerciseError } from "../course/exercise.ts";
import { SubmissionRefused } from "../files/refusal.ts";
import { GradebookFault } from "../gradebook/fault.ts";
import { formatLines } from "../reporters/formats.ts";
import { languageOf, languages } from "../text.ts";
import { commandTexts, optionTexts } from "./command-texts.ts";
import { hostFaultOf } from "./host-fault.ts";
import type { LearnerCommand } from "./open-learner.ts";
import { optionValues } from "./option-values.ts";
import { refusalLines } from "./refusal-lines.ts";
import { CHECK_SEED } from "./seeds.ts";
import { terminalOf } from "./terminal.ts";
import { sentenceOfFault } from "./unforeseen.ts";
import { UsageError } from "./usage-error.ts";
import { helpWords, usageSentence } from "./usage-texts.ts";
import { WriteFault } from "./write-fault.ts";

/** Of both packages, which are released together. */
const VERSION = "1.0.0";
const WRONG_USAGE = 2;

/** @returns the exit code: 2 for a wrong command line, 1 for a fault; what is wrong is printed in the language that was asked for. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const lang = languageAsked(args);
  const commandLine = new CommandLine(lang);
  try {
    return await commandLine.run(asksNothing(args) ? ["status", ...args] : args);
  } catch (error) {
    return exitCodeOf(error, lang);
  }
}

/** `bootcamp`, perhaps in another language: then it says where the learner is. */
function asksNothing(args: readonly string[]): boolean {
  return args.every((arg, at) => arg === "--lang" || arg.startsWith("--lang=") || args[at - 1] === "--lang");
}

/** A wrong command line and a broken exercise are reported in a sentence; any other error is a fault of ours. */
function exitCodeOf(error: unknown, lang: Language): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code !== "commander.help") console.error(usageSentence(error, lang));
    return WRONG_USAGE;
  }
  if (error instanceof UsageError || error instanceof ExerciseError || error instanceof WriteFault) {
    console.error(`${lang === "ko" ? "오류" : "error"}: ${error.message}`);
    return error instanceof UsageError ? WRONG_USAGE : 1;
  }
  if (error instanceof GradebookFault) {
    console.error(`${lang === "ko" ? "오류" : "error"}: ${error.text[lang]}`);
    return 1;
  }
  if (error instanceof SubmissionRefused) {
    console.error(refusalLines(error, terminalOf(process.stderr, lang)).join("\n"));
    return 1;
  }
  console.error(hostFaultOf(error, lang) ?? sentenceOfFault(error, lang));
  return 1;
}

/** The language of everything that is said, known before the rest of the command line is read. */
export function languageAsked(args: readonly string[]): Language {
  const asked = args.flatMap((arg, at) =>
    arg === "--lang" ? [args[at + 1]] : arg.startsWith("--lang=") ? [arg.slice("--lang=".length)] : [],
  );
  return languages.find((language) => language === asked.at(-1)) ?? languageOf(process.env);
}

type GradeCommand = Omit<import("./grade.ts").GradeOptions, "paths"> &
  Partial<Pick<import("./replay-answer.ts").ReplayOptions, "replay" | "step">>;

class CommandLine {
  readonly #lang: Language;
  readonly #values: ReturnType<typeof optionValues>;
  readonly #program: Command;
  #exitCode = 0;

  constructor(lang: Language) {
    this.#lang = lang;
    this.#values = optionValues(lang);
    this.#program = new Command("bootcamp")
      .description(commandTexts.bootcamp[lang])
      .version(VERSION, "--version", optionTexts.version[lang])
      .helpOption("-h, --help", optionTexts.help[lang])
      .helpCommand("help [command]", commandTexts.help[lang])
      .addOption(this.#langOption())
      .configureHelp(helpWords(lang))
      .configureOutput({ outputError: () => {} }) // said by `exitCodeOf`
      .exitOverride();
    this.#addLab();
    this.#addRun();
    this.#addClusters();
    this.#addExercises();
    this.#addOutcomes();
    this.#addGrading();
    this.#addGradebook();
    this.#addManifests();
  }

  async run(args: readonly string[]): Promise<number> {
    await this.#program.parseAsync([...args], { from: "user" });
    return this.#exitCode;
  }

  #addLab(): void {
    this.#command("lab")
      .option("--no-browser", optionTexts.noBrowser[this.#lang])
      .option("--port <number>", optionTexts.labPort[this.#lang], this.#values.port)
      .action(async (options: { browser: boolean; port?: number; lang: Language }) => {
        const { lab } = await import("./lab.ts");
        this.#exitCode = await lab(options);
      });
  }

  #addRun(): void {
    this.#clusterCommand("run")
      .argument("<script>", optionTexts.script[this.#lang])
      .option("--pace <duration>", optionTexts.pace[this.#lang])
      .option("--json", optionTexts.json[this.#lang])
      .action(async (script: string, options: Omit<import("./run.ts").RunOptions, "script">) => {
        const { run } = await import("./run.ts");
        this.#exitCode = await run({ ...options, script });
      });
  }

  #addClusters(): void {
    this.#clusterCommand("shell")
      .option("--exercise <id>", optionTexts.shellExercise[this.#lang])
      .option("--before", optionTexts.before[this.#lang])
      .action(async (options: import("./shell.ts").ShellOptions) => {
        const { shell } = await import("./shell.ts");
        this.#exitCode = await shell(options);
      });
    this.#clusterCommand("cluster")
      .option("--port <number>", optionTexts.clusterPort[this.#lang], this.#values.port)
      .option("--kubeconfig <file>", optionTexts.kubeconfig[this.#lang])
      .action(async (options: import("./cluster.ts").ClusterCommandOptions) => {
        const { cluster } = await import("./cluster.ts");
        this.#exitCode = await cluster(options);
      });
  }

  #addExercises(): void {
    this.#command("status").action(async (options: LearnerCommand) => {
      const { status } = await import("./status.ts");
      this.#exitCode = status(options);
    });
    this.#command("list")
      .option("--json", optionTexts.listJson[this.#lang])
      .action(async (options: import("./list.ts").ListOptions) => {
        const { list } = await import("./list.ts");
        this.#exitCode = list(options);
      });
    this.#exerciseCommand("task").action(async (id: string | undefined, options: LearnerCommand) => {
      const { task } = await import("./task.ts");
      this.#exitCode = task({ ...options, id });
    });
    this.#exerciseCommand("check")
      .option("--seed <number>", optionTexts.checkSeed[this.#lang], this.#values.integer, CHECK_SEED)
      .action(async (id: string | undefined, options: import("./check.ts").CheckOptions) => {
        const { check } = await import("./check.ts");
        this.#exitCode = await check({ ...options, id });
      });
    this.#exerciseCommand("watch")
      .option("--seed <number>", optionTexts.checkSeed[this.#lang], this.#values.integer, CHECK_SEED)
      .action(async (id: string | undefined, options: import("./watch.ts").WatchOptions) => {
        const { watch } = await import("./watch.ts");
        this.#exitCode = await watch({ ...options, id });
      });
    this.#exerciseCommand("hint")
      .option("--next", optionTexts.nextHint[this.#lang])
      .action(async (id: string | undefined, options: import("./hint.ts").HintOptions) => {
        const { hint } = await import("./hint.ts");
        this.#exitCode = hint({ ...options, id });
      });
    this.#exerciseCommand("reset").action(async (id: string | undefined, options: LearnerCommand) => {
      const { reset } = await import("./reset.ts");
      this.#exitCode = reset({ ...options, id });
    });
  }

  /** What comes once an exercise is solved. */
  #addOutcomes(): void {
    this.#exerciseCommand("solution")
      .option("--give-up", optionTexts.giveUp[this.#lang])
      .action(async (id: string | undefined, options: import("./solution.ts").SolutionOptions) => {
        const { solution } = await import("./solution.ts");
        this.#exitCode = solution({ ...options, id });
      });
    this.#exerciseCommand("debrief").action(async (id: string | undefined, options: LearnerCommand) => {
      const { debrief } = await import("./debrief.ts");
      this.#exitCode = debrief({ ...options, id });
    });
    this.#command("progress")
      .option("--learner <id>", optionTexts.learnerId[this.#lang])
      .option("--export <file>", optionTexts.exportTo[this.#lang])
      .option("--import <file>", optionTexts.importFrom[this.#lang])
      .action(async (options: import("./progress.ts").ProgressOptions) => {
        const { progress } = await import("./progress.ts");
        this.#exitCode = progress(options);
      });
    this.#command("submit")
      .option("--learner <name>", optionTexts.learner[this.#lang])
      .option("--out <file>", optionTexts.zip[this.#lang])
      .option("--verify <file>", optionTexts.verifyZip[this.#lang])
      .option("--seed <number>", optionTexts.checkSeed[this.#lang], this.#values.integer, CHECK_SEED)
      .action(async (options: import("./submit.ts").SubmitOptions) => {
        const { submit } = await import("./submit.ts");
        this.#exitCode = await submit(options);
      });
  }

  #addGrading(): void {
    const { integer, integers, positive, commaSeparated, moment, text } = this.#values;
    this.#command("grade")
      .argument("<path...>", optionTexts.paths[this.#lang])
      .option("--roster <file>", optionTexts.roster[this.#lang])
      .option("--single", optionTexts.single[this.#lang])
      .option("--due <time>", optionTexts.due[this.#lang], moment)
      .option("--secret <text>", optionTexts.secret[this.#lang], text)
      .option("--out <folder>", optionTexts.out[this.#lang], "report")
      .option("--formats <list>", optionTexts.formats[this.#lang], commaSeparated, ["json", "terminal"])
      .addHelpText("after", () =>
        ["", optionTexts.formatList[this.#lang], ...formatLines(this.#lang)].join("\n"),
      )
      .option("--only <list>", optionTexts.only[this.#lang], commaSeparated)
      .option("--resume", optionTexts.resume[this.#lang])
      .option("--jobs <number>", optionTexts.jobs[this.#lang], positive)
      .option("--seed <number>", optionTexts.gradeSeed[this.#lang], integer)
      .option("--gradebook <file>", optionTexts.gradebook[this.#lang])
      .option("--diff", optionTexts.diff[this.#lang])
      .option("--policy <file>", optionTexts.policy[this.#lang])
      .option("--anonymous", optionTexts.anonymous[this.#lang])
      .option("--replay <learner-exercise...>", optionTexts.replay[this.#lang])
      .option("--step <number>", optionTexts.step[this.#lang], integer)
      .action(async (paths: string[], options: GradeCommand) => {
        const { replay } = options;
        this.#exitCode =
          replay === undefined
            ? await (await import("./grade.ts")).grade({ ...options, paths })
            : await (await import("./replay-answer.ts")).replayAnswer({ ...options, replay, paths });
      });
    this.#command("verify")
      .argument("[id...]", optionTexts.exercises[this.#lang])
      .option("--seeds <list>", optionTexts.seeds[this.#lang], integers)
      .option("--jobs <number>", optionTexts.proofJobs[this.#lang], positive)
      .option("--new <id>", optionTexts.newExercise[this.#lang])
      .option("--verbose", optionTexts.verbose[this.#lang])
      .action(async (ids: string[], options: Omit<import("./verify.ts").VerifyOptions, "ids">) => {
        const { verify } = await import("./verify.ts");
        this.#exitCode = await verify({ ...options, ids });
      });
  }

  /** What an instructor does with a gradebook. */
  #addGradebook(): void {
    const lang = this.#lang;
    this.#command("publish")
      .requiredOption("--gradebook <file>", optionTexts.keptGradebook[lang])
      .option("--out <folder>", optionTexts.out[lang], "report")
      .option("--formats <list>", optionTexts.formats[lang], this.#values.commaSeparated, ["html", "csv"])
      .option("--policy <file>", optionTexts.policy[lang])
      .option("--due <time>", optionTexts.due[lang], this.#values.moment)
      .option("--hints", optionTexts.releaseHints[lang])
      .option("--anonymous", optionTexts.anonymous[lang])
      .action(async (options: import("./publish.ts").PublishOptions) => {
        const { publish } = await import("./publish.ts");
        this.#exitCode = await publish(options);
      });
    this.#command("mark")
      .argument("<learner>", optionTexts.markLearner[lang])
      .argument("[exercise]", optionTexts.exercise[lang])
      .argument("[check]", optionTexts.markCheck[lang])
      .requiredOption("--gradebook <file>", optionTexts.keptGradebook[lang])
      .option("--points <number>", optionTexts.points[lang], this.#values.points)
      .option("--reason <text>", optionTexts.reason[lang])
      .option("--comment <text>", optionTexts.comment[lang])
      .option("--clear", optionTexts.clear[lang])
      .action(async (learner: string, exercise: string | undefined, check: string | undefined, options) => {
        const { mark } = await import("./mark.ts");
        this.#exitCode = await mark({ ...options, learner, exercise, check });
      });
  }

  #addManifests(): void {
    this.#command("lint")
      .argument("<path...>", optionTexts.manifests[this.#lang])
      .action(async (paths: string[], options: { lang: Language }) => {
        const { lint } = await import("./lint.ts");
        this.#exitCode = await lint({ ...options, paths });
      });
    this.#command("tree")
      .argument("<path...>", optionTexts.treeArguments[this.#lang])
      .action(async (args: string[], options: { lang: Language }) => {
        const { tree } = await import("./tree.ts");
        this.#exitCode = await tree({ ...options, args });
      });
  }

  #command(name: keyof typeof commandTexts): Command {
    const lang = this.#lang;
    return this.#program
      .command(name)
      .description(commandTexts[name][lang])
      .helpOption("-h, --help", optionTexts.help[lang])
      .addOption(this.#langOption());
  }

  /** Read by `languageAsked` before all else; it stands before the command or behind it. */
  #langOption(): Option {
    const lang = this.#lang;
    return new Option("--lang <language>", optionTexts.lang[lang]).choices(languages).default(lang);
  }

  /** A command about one exercise. */
  #exerciseCommand(name: keyof typeof commandTexts): Command {
    return this.#command(name).argument("[id]", optionTexts.exercise[this.#lang]);
  }

  /** A command that starts a cluster of its own. */
  #clusterCommand(name: keyof typeof commandTexts): Command {
    const modes = Object.keys(proxyModes);
    return this.#command(name)
      .option("--seed <number>", optionTexts.seed[this.#lang], this.#values.integer)
      .option("--nodes <number>", optionTexts.nodes[this.#lang], this.#values.positive)
      .option("--no-load-balancer", optionTexts.noLoadBalancer[this.#lang])
      .addOption(new Option("--proxy-mode <mode>", optionTexts.proxyMode[this.#lang]).choices(modes));
  }
}

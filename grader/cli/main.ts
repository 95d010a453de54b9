#!/usr/bin/env node
/**
 * The `bootcamp` command: reads the command line, and leaves the work to one file for each command. Those are imported when
 * they are asked for, because help should not wait for a cluster.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { Language } from "service-bootcamp";
import { proxyModes } from "service-bootcamp/proxy-modes";
import { ExerciseError } from "../course/exercise.ts";
import { languageOf, languages } from "../text.ts";
import { UsageError } from "./usage-error.ts";

/** What `check` and `grade` replay on: not the same, so that no answer holds for the addresses and names of one history only. */
const CHECK_SEED = 1;
const GRADE_SEED = 2;
const VERIFY_SEEDS = [1, 2, 3];
const WRONG_USAGE = 2;

const program = new Command("bootcamp")
  .description("Learn and grade Kubernetes Services on a simulated cluster")
  .exitOverride();

program
  .command("lab")
  .description("open the course in JupyterLab, installing what is missing")
  .option("--no-browser", "only print the address")
  .option("--port <number>", "a fixed port", portNumber)
  .addOption(languageOption())
  .action(async (options: { browser: boolean; port?: number; lang: Language }) => {
    const { lab } = await import("./lab.ts");
    process.exitCode = await lab(options);
  });

program
  .command("run")
  .description("run a bash script on a fresh simulated cluster; the files beside it are the shell's home")
  .argument("<script>", "a file, or - for standard input")
  .option("--seed <number>", "one seed gives one history", integer)
  .option("--nodes <number>", "nodes of the cluster", positive)
  .addOption(proxyModeOption())
  .option("--pace <duration>", "simulated time between two statements, such as 5s or 0")
  .option("--json", "print {stdout, stderr, exitCode}")
  .addOption(languageOption())
  .action(async (script: string, options: Omit<import("./run.ts").RunOptions, "script">) => {
    const { run } = await import("./run.ts");
    process.exitCode = await run({ ...options, script });
  });

program
  .command("shell")
  .description("an interactive prompt on a simulated cluster; the files of the current folder are its home")
  .option("--seed <number>", "one seed gives one history", integer)
  .option("--nodes <number>", "nodes of the cluster", positive)
  .addOption(proxyModeOption())
  .addOption(languageOption())
  .action(async (options: import("./shell.ts").ShellOptions) => {
    const { shell } = await import("./shell.ts");
    process.exitCode = await shell(options);
  });

program
  .command("cluster")
  .description("serve a simulated cluster in real time, for your own kubectl")
  .option("--port <number>", "a fixed port (default: a free one)", portNumber)
  .option("--kubeconfig <file>", "where to write the kubeconfig (default: a temporary file)")
  .option("--seed <number>", "one seed gives the same addresses and names", integer)
  .option("--nodes <number>", "nodes of the cluster", positive)
  .addOption(proxyModeOption())
  .addOption(languageOption())
  .action(async (options: import("./cluster.ts").ClusterCommandOptions) => {
    const { cluster } = await import("./cluster.ts");
    process.exitCode = await cluster(options);
  });

program
  .command("list")
  .description("list the exercises")
  .addOption(languageOption())
  .action(async (options: { lang: Language }) => {
    const { list } = await import("./list.ts");
    process.exitCode = list(options);
  });

program
  .command("check")
  .description("check your answer to an exercise; without one, the first that is not solved")
  .argument("[id]", "the exercise, such as 01-scale-to-five or 1")
  .option("--seed <number>", "another history", integer, CHECK_SEED)
  .addOption(languageOption())
  .action(async (id: string | undefined, options: { seed: number; lang: Language }) => {
    const { check } = await import("./check.ts");
    process.exitCode = await check({ ...options, id });
  });

program
  .command("grade")
  .description("grade folders, zips and notebooks")
  .argument("<path...>", "a class (a folder with one entry per learner), or single learners")
  .option("--out <folder>", "where reports are written", "report")
  .option("--formats <list>", "reports to make", commaSeparated, ["json", "terminal"])
  .option("--jobs <number>", "learners at once (default: one per processor)", positive)
  .option("--seed <number>", "the history on which everybody is graded", integer, GRADE_SEED)
  .addOption(languageOption())
  .action(async (paths: string[], options: Omit<import("./grade.ts").GradeOptions, "paths">) => {
    const { grade } = await import("./grade.ts");
    process.exitCode = await grade({ ...options, paths });
  });

program
  .command("verify")
  .description("prove exercises: solvable, not solved at the start, mistakes noticed")
  .argument("[id...]", "exercises; without any, all of them")
  .option("--seeds <list>", "histories to try", integers, VERIFY_SEEDS)
  .option("--verbose", "name every claim")
  .addOption(languageOption())
  .action(async (ids: string[], options: Omit<import("./verify.ts").VerifyOptions, "ids">) => {
    const { verify } = await import("./verify.ts");
    process.exitCode = await verify({ ...options, ids });
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Faults of the command line, of a submission's place and of exercises are told in a sentence; anything else is a fault of ours. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE; // commander has said why
  if (!(error instanceof UsageError || error instanceof ExerciseError)) throw error;
  console.error(`error: ${error.message}`);
  return error instanceof UsageError ? WRONG_USAGE : 1;
}

function proxyModeOption(): Option {
  const modes = Object.keys(proxyModes);
  return new Option("--proxy-mode <mode>", "how kube-proxy chooses among endpoints").choices(modes);
}

function languageOption(): Option {
  return new Option("--lang <language>", "language of sentences")
    .choices(languages)
    .default(languageOf(process.env));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new InvalidArgumentError("It is a number from 1 to 65535.");
  return port;
}

function positive(text: string): number {
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number < 1)
    throw new InvalidArgumentError("It is a whole number from 1 on.");
  return number;
}

function integer(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}

function integers(text: string): number[] {
  return commaSeparated(text).map(integer);
}

function commaSeparated(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}

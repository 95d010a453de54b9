/**
 * The `bootcamp` command: reads the command line, and leaves the work to one file for each command. Each is imported only when
 * its command is run, because --help should not wait for the simulator to load.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { Language } from "service-bootcamp";
import { proxyModes } from "service-bootcamp/proxy-modes";
import { ExerciseError } from "../course/exercise.ts";
import { languageOf, languages } from "../text.ts";
import { UsageError } from "./usage-error.ts";

/** Two seeds, so that an answer that passes `check` only with the addresses and names of one cluster does not pass `grade`. */
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

clusterCommand(
  "run",
  "run a bash script on a fresh simulated cluster; the files beside it are the shell's home",
)
  .argument("<script>", "a file, or - for standard input")
  .option("--pace <duration>", "simulated time between two statements, such as 5s or 0")
  .option("--json", "print {stdout, stderr, exitCode}")
  .addOption(languageOption())
  .action(async (script: string, options: Omit<import("./run.ts").RunOptions, "script">) => {
    const { run } = await import("./run.ts");
    process.exitCode = await run({ ...options, script });
  });

clusterCommand(
  "shell",
  "an interactive prompt on a simulated cluster; the files of the current folder are its home",
)
  .addOption(languageOption())
  .action(async (options: import("./shell.ts").ShellOptions) => {
    const { shell } = await import("./shell.ts");
    process.exitCode = await shell(options);
  });

clusterCommand("cluster", "serve a simulated cluster in real time, for your own kubectl")
  .option("--port <number>", "a fixed port (default: a free one)", portNumber)
  .option("--kubeconfig <file>", "where to write the kubeconfig (default: a temporary file)")
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
  .option("--seed <number>", "the seed of the cluster that the answer is checked on", integer, CHECK_SEED)
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
  .option("--seed <number>", "the seed of the clusters that all answers are graded on", integer, GRADE_SEED)
  .addOption(languageOption())
  .action(async (paths: string[], options: Omit<import("./grade.ts").GradeOptions, "paths">) => {
    const { grade } = await import("./grade.ts");
    process.exitCode = await grade({ ...options, paths });
  });

program
  .command("verify")
  .description("prove exercises: solvable, not solved at the start, mistakes noticed")
  .argument("[id...]", "exercises; without any, all of them")
  .option("--seeds <list>", "the seeds under which every claim is tried", integers, VERIFY_SEEDS)
  .option("--verbose", "name every claim")
  .addOption(languageOption())
  .action(async (ids: string[], options: Omit<import("./verify.ts").VerifyOptions, "ids">) => {
    const { verify } = await import("./verify.ts");
    process.exitCode = await verify({ ...options, ids });
  });

program.parseAsync().catch((error: unknown) => {
  process.exitCode = exitCodeOf(error);
});

/** A wrong command line and a broken exercise are reported in a sentence; any other error is a fault of the grader, and shows its stack. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE; // commander has printed why
  if (!(error instanceof UsageError || error instanceof ExerciseError)) throw error;
  console.error(`error: ${error.message}`);
  return error instanceof UsageError ? WRONG_USAGE : 1;
}

/** A command that starts a cluster of its own. */
function clusterCommand(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option("--seed <number>", "the same seed gives the same names, addresses and output", integer)
    .option("--nodes <number>", "nodes of the cluster", positive)
    .option("--no-load-balancer", "Services of type LoadBalancer stay <pending>, as without a cloud")
    .addOption(proxyModeOption());
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
    throw new InvalidArgumentError("A port is a number from 1 to 65535.");
  return port;
}

function positive(text: string): number {
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number < 1)
    throw new InvalidArgumentError("Give a whole number, 1 or more.");
  return number;
}

function integer(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}

function integers(text: string): number[] {
  return commaSeparated(text).map(integer);
}

function commaSeparated(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}

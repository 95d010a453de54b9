/** Prints what the product costs beside what it may cost, and under which conditions. No test asserts a time. */
import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";

/** What one process found. */
export interface Measurement {
  readonly value: number;
  /** For people: what else is worth knowing. */
  readonly note: string;
}

/** CPU is the time of all threads of the process in user and system mode; what others do at the same time changes it least. */
export type Unit = "ms CPU" | "s CPU" | "a CPU second" | "s" | "MB";

export interface Row {
  readonly title: string;
  readonly unit: Unit;
  readonly target: number;
  /** How many processes measure it, of which a quick one counts. Default 1: the row repeats itself, or takes long. */
  readonly processes?: number;
  readonly measure: () => Promise<Measurement>;
}

export type Rows = Readonly<Record<string, Row>>;

/** A higher number is better for these, a lower one for the others. */
export const BETTER_IS_MORE: readonly Unit[] = ["a CPU second"];
/** Of several measurements, the one that a fifth is quicker than: noise only ever adds. */
const QUICK = 0.2;

/**
 * Measures each row in processes of its own, which run the same script, so that none warms another. In such a process only
 * the row runs.
 */
export async function bench(rows: Rows): Promise<void> {
  const args = process.argv.slice(2);
  const [name = "", isChild] = args;
  if (isChild === "--here") {
    process.stdout.write(JSON.stringify(await rows[name]?.measure()));
    return;
  }
  const unknown = args.filter((each) => rows[each] === undefined);
  if (unknown.length > 0)
    throw new RangeError(`no row is named ${unknown.join(", ")}; there are ${Object.keys(rows).join(", ")}`);
  printHead();
  for (const name of args.length > 0 ? args : Object.keys(rows)) {
    const row = rows[name] as Row;
    const all = Array.from({ length: row.processes ?? 1 }, () =>
      measuredAlone<Measurement>([name, "--here"]),
    );
    printRow(row, quickOf(row, all));
  }
}

function quickOf({ unit, processes }: Row, all: readonly Measurement[]): Measurement {
  const values = all.map(({ value }) => value);
  const value = BETTER_IS_MORE.includes(unit) ? -quick(values.map((each) => -each)) : quick(values);
  const { note } = all.find((each) => each.value === value) as Measurement;
  const from = processes === undefined ? "" : `${processes} processes`;
  return { value, note: [from, note].filter((part) => part !== "").join(", ") };
}

function printRow({ title, unit, target }: Row, { value, note }: Measurement): void {
  const ratio = BETTER_IS_MORE.includes(unit) ? target / value : value / target;
  const [load = 0] = loadavg();
  const columns = [
    title,
    `${rounded(value)} ${unit}`,
    rounded(target),
    ratio.toFixed(2),
    load.toFixed(1),
    note,
  ];
  console.log(`| ${columns.join(" | ")} |`);
}

function printHead(): void {
  printConditions(
    "a ratio below 1 is better than the target,\nload is how many programs wanted a processor in the minute before",
  );
  console.log("| what | measured | target | ratio | load | |\n| --- | ---: | ---: | ---: | ---: | --- |");
}

/** On which machine it was measured. @param how more of it, for people. */
export function printConditions(how: string): void {
  const [cpu] = cpus();
  console.log(`\nNode ${process.version} on ${cpus().length} x ${cpu?.model ?? "unknown"}; ${how}\n`);
}

/** @returns what the same script, in a process of its own with these arguments, found. */
export function measuredAlone<T>(args: readonly string[]): T {
  const [, script = ""] = process.argv;
  // Without flags of V8, for which there is no compiled code of the library.
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} could not be measured:\n${stderr}`);
  return JSON.parse(stdout) as T;
}

export function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}

export const quick = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * QUICK)] as number;

/** @returns milliseconds of processor time of this process. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** @returns milliseconds of processor time of a program and of all that it starts and waits for, and what it printed. */
export function cpuOfProgram(
  args: readonly string[],
  input = "",
): { readonly milliseconds: number; readonly stdout: string } {
  // The shell's own account of its children; it counts in hundredths of a second.
  const { stdout, stderr, status } = spawnSync(
    "sh",
    ["-c", '"$@" && times >&2', "sh", process.execPath, ...args],
    {
      input,
      encoding: "utf8",
    },
  );
  const [, user, system] = /(\S+) (\S+)\s*$/.exec(stderr) ?? [];
  if (status !== 0 || user === undefined || system === undefined)
    throw new Error(`${args.join(" ")} failed:\n${stdout}${stderr}`);
  return { milliseconds: millisecondsOf(user) + millisecondsOf(system), stdout };
}

/** Of a time as the shell prints it: 1m2.345s. */
function millisecondsOf(text: string): number {
  const [, minutes, seconds] = /(\d+)m([\d.]+)s/.exec(text) ?? [];
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** @returns seconds of the clock on the wall. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

export const maxRssMb = (): number => process.resourceUsage().maxRSS / 1024;

/** Where the scripts of the bench lie: `node_modules/.cache/bench`. */
export const BENCH = import.meta.dirname;
/** The folder of the checkout. */
export const ROOT = join(BENCH, "../../..");

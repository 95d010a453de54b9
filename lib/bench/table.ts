/** Prints what the product costs beside what it may cost. Part of the edge: reads the host's clock. No test asserts a time. */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

/** What one process found. */
export interface Measurement {
  readonly value: number;
  /** For people: what else is worth knowing. */
  readonly note: string;
}

export interface Row {
  readonly title: string;
  readonly unit: "ms" | "s CPU" | "a second" | "s" | "times" | "MB";
  readonly target: number;
  readonly measure: () => Promise<Measurement>;
}

export type Rows = Readonly<Record<string, Row>>;

/** A higher number is better for these, a lower one for the others. */
const RATES: readonly Row["unit"][] = ["a second"];

/**
 * What a bench's file runs: all rows, or the one that the command line names. Each is measured in a process of its own,
 * which runs the same file, so that none warms another.
 * @param file the `import.meta.url` of the bench.
 * @returns what was found, by the rows' names; undefined in the process of one row.
 */
export async function bench(rows: Rows, file: string): Promise<ReadonlyMap<string, Measurement> | undefined> {
  const [, , only, isChild] = process.argv;
  if (isChild === "--here" && only !== undefined) {
    process.stdout.write(JSON.stringify(await rows[only]?.measure()));
    return undefined;
  }
  const found = new Map<string, Measurement>();
  for (const [name, row] of Object.entries(rows)) {
    if (only !== undefined && only !== name) continue;
    if (found.size === 0) printHead();
    const measurement = measureAlone(file, name);
    found.set(name, measurement);
    printRow(row, measurement);
  }
  return found;
}

export function printRow({ title, unit, target }: Omit<Row, "measure">, { value, note }: Measurement): void {
  const ratio = RATES.includes(unit) ? target / value : value / target;
  console.log(
    `| ${title} | ${rounded(value)} ${unit} | ${rounded(target)} | ${ratio.toFixed(2)} | ${note} |`,
  );
}

function printHead(): void {
  const [cpu] = cpus();
  console.log(
    `\nNode ${process.version} on ${cpus().length} x ${cpu?.model ?? "unknown"}; a ratio below 1 is better than the target\n`,
  );
  console.log("| what | measured | target | ratio | |\n| --- | ---: | ---: | ---: | --- |");
}

function measureAlone(file: string, name: string): Measurement {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--max-old-space-size=8192", fileURLToPath(file), name, "--here"],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`${name} could not be measured:\n${stderr}`);
  return JSON.parse(stdout) as Measurement;
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** @returns milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

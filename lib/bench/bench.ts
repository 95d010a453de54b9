/** `npm run bench`: prints what the product costs beside what it may cost. Part of the edge: reads the host's clock. No test asserts a time. */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { type Measurement, type Row, rows } from "./rows.ts";

/** A higher number is better for these, a lower one for the others. */
const RATES: readonly Row["unit"][] = ["a second"];

const [only] = process.argv.slice(2);
const [, , , isChild] = process.argv;
if (isChild === "--here" && only !== undefined) process.stdout.write(JSON.stringify(await rows[only]?.measure()));
else printTable(only);

function printTable(chosen: string | undefined): void {
  const [cpu] = cpus();
  console.log(`Node ${process.version} on ${cpus().length} x ${cpu?.model ?? "unknown"}; a ratio below 1 is better than the target\n`);
  console.log("| what | measured | target | ratio | |\n| --- | ---: | ---: | ---: | --- |");
  const found = new Map<string, Measurement>();
  for (const [name, row] of Object.entries(rows)) {
    if (chosen !== undefined && chosen !== name) continue;
    const measurement = measureAlone(name);
    found.set(name, measurement);
    console.log(lineOf(row, measurement));
  }
  const [few, many] = [found.get("pods-100"), found.get("pods-10000")];
  if (few !== undefined && many !== undefined) {
    const growth: Row = { title: "cost of one of 10,000 Pods, in that of one of 100", unit: "times", target: 2, measure: async () => many };
    console.log(lineOf(growth, { value: many.value / 100 / few.value, note: "" }));
  }
}

function measureAlone(name: string): Measurement {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--max-old-space-size=8192", fileURLToPath(import.meta.url), name, "--here"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${name} could not be measured:\n${stderr}`);
  return JSON.parse(stdout) as Measurement;
}

function lineOf({ title, unit, target }: Row, { value, note }: Measurement): string {
  const ratio = RATES.includes(unit) ? target / value : value / target;
  return `| ${title} | ${rounded(value)} ${unit} | ${rounded(target)} | ${ratio.toFixed(2)} | ${note} |`;
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}

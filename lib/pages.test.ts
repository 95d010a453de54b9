/**
 * Pages of the Kubernetes documentation, typed from top to bottom. `testdata/pages/` has the commands and, in the marks of
 * `kubectl/differential/testing/transcript.ts`, what the page shows for each. `...` stands for what differs from cluster to
 * cluster; alone on its line, for any number of lines. Columns may be wider or narrower.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createCluster } from "./cluster.ts";
import { format, parse, type Step, stepOf } from "./kubectl/differential/testing/transcript.ts";

const folder = join(import.meta.dirname, "testdata/pages");

test.each(readdirSync(folder))("%s answers as the page shows", async (file) => {
  const cluster = await createCluster({ seed: 7, proxyMode: "iptables" });
  const shown = parse(readFileSync(join(folder, file), "utf8"));
  const played: Step[] = [];
  for (const { command } of shown) played.push(stepOf(command, await cluster.run(`${command}\n`)));
  await cluster.close();
  expect(format(shown.map((step, i) => (isLike(step, played[i]) ? step : (played[i] ?? step))))).toBe(
    format(shown),
  );
});

function isLike({ printed }: Step, played: Step | undefined): boolean {
  const pattern = printed.map((line) =>
    isAnything(line) ? `(?:${literal(line[0])}[^\n]*\n)*` : `${lineLike(line)}\n`,
  );
  return new RegExp(`^${pattern.join("")}$`).test(played?.printed.map((line) => `${line}\n`).join("") ?? "");
}

function isAnything(line: string): boolean {
  return /^[|!] \.\.\.$/.test(line);
}

function lineLike(line: string): string {
  const parts = line.split("...").map((part) => part.split(/ {2,}/).map(literal).join(" {2,}"));
  return parts.join("[^\\n]*");
}

function literal(text = ""): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

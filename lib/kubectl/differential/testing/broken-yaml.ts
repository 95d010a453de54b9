/** `testdata/broken.yaml.txt`: documents that are not YAML, and what kubectl says of each. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openBare } from "./acting.ts";

export const brokenYamlPath = join(import.meta.dirname, "../../testdata/broken.yaml.txt");

export interface BrokenYaml {
  readonly message: string;
  readonly text: string;
  /** The text as it is written in the file. */
  readonly written: string;
}

export function readBrokenYaml(): BrokenYaml[] {
  return sections().map((section) => {
    const end = section.indexOf("\n");
    const written = section.slice(end + 1);
    return { message: section.slice(0, end), text: textOf(written), written };
  });
}

const sections = (): string[] => readFileSync(brokenYamlPath, "utf8").split(/^=== /m).slice(1);

const textOf = (written: string): string =>
  written
    .replace(/\\\n$/, "")
    .replaceAll("\\t", "\t")
    .replaceAll("\\r", "\r")
    .replaceAll("\\u0001", "\u0001");

export async function recordBrokenYaml(binary: string): Promise<string> {
  const player = await openBare(binary);
  const [head = ""] = readFileSync(brokenYamlPath, "utf8").split(/^=== /m, 1);
  let text = head;
  try {
    for (const each of readBrokenYaml()) {
      await player.writeFile("f.yaml", each.text);
      const { stderr } = await player.call({
        command: "kubectl create -f f.yaml --dry-run=client",
        waits: false,
      });
      const [, message] = /error parsing f\.yaml: (.*)\n$/.exec(stderr) ?? [];
      text += `=== ${message ?? `(no fault) ${stderr}`}\n${each.written}`;
    }
  } finally {
    await player.close();
  }
  return text;
}

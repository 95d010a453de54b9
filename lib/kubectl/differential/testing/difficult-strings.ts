/** `lib/go/yaml/testdata`: an object full of strings that are hard to print, and how kubectl prints it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openOnRecording } from "./reading.ts";

const folder = join(import.meta.dirname, "../../../go/yaml/testdata");

export const difficultStrings = [
  { path: join(folder, "yaml.yaml"), record: (binary: string) => print("yaml", binary) },
  { path: join(folder, "yaml.indented.json"), record: (binary: string) => print("json", binary) },
];

async function print(format: string, binary: string): Promise<string> {
  const object = JSON.parse(readFileSync(join(folder, "yaml.json"), "utf8"));
  const player = await openOnRecording({ now: "2026-01-05T09:00:00Z", objects: [object] }, binary);
  try {
    const command = `kubectl get widgets.example.com ${object.metadata.name} -o ${format}`;
    const { stdout, stderr } = await player.call({ command, waits: false });
    if (stdout === "") throw new Error(stderr);
    return stdout;
  } finally {
    await player.close();
  }
}

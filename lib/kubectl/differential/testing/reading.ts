/**
 * `testdata/*.transcript`: commands that look at recorded objects, those of `lab.json` or of the file that a first line
 * `# objects: FILE` names. Nothing can be written, and time stands still.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecResult } from "../../../api/api.ts";
import { Loop } from "../../../sim/loop.ts";
import { RecordedApi, type Recording } from "../../../testing/recorded-api.ts";
import { runProgram } from "../../../testing/run-program.ts";
import { Kubeconfig } from "../../config/kubeconfig.ts";
import { createKubectl } from "../../kubectl.ts";
import type { ShellCommandContext } from "../../verb.ts";
import { servePlainly } from "./plain-server.ts";
import type { Player } from "./play.ts";
import { openRealKubectl, type Served } from "./real-kubectl.ts";
import { shiftedTimes } from "./shifted-times.ts";
import { parse, type Step, stepOf, withAnswers } from "./transcript.ts";

const folder = join(import.meta.dirname, "../../testdata");
const SERVER = "127.0.0.1:16443";
/** Where kubectl counts ages itself, from the host's clock; elsewhere the server does. */
const COUNTS_AGES = /^kubectl (describe|events)\b/;

const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const recordingOf = (transcript: string): Recording =>
  JSON.parse(read(/^# objects: (\S+)/.exec(transcript)?.[1] ?? "lab.json"));

/** Paths of all transcripts. */
export function readings(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".transcript"))
    .map((file) => join(folder, file));
}

/** @returns the transcript at this path as the real kubectl would have it. */
export async function recordReading(path: string, binary: string): Promise<string> {
  const text = readFileSync(path, "utf8");
  const player = await openOnRecording(recordingOf(text), binary);
  try {
    const steps: Step[] = [];
    for (const { command } of parse(text))
      steps.push(stepOf(command, await player.call({ command, waits: false })));
    return withAnswers(text, steps);
  } finally {
    await player.close();
  }
}

/** A real kubectl whose server holds these objects and nothing else. */
export async function openOnRecording(recording: Recording, binary: string): Promise<Player> {
  const now = Date.parse(recording.now);
  const times = shiftedTimes(now);
  let address = "";
  const served: Served = {
    async serve({ kubeconfig }) {
      const server = await servePlainly(new RecordedApi(recording), now, times.toHost);
      address = server.address;
      writeFileSync(kubeconfig, configOf(address));
      return { kubeconfig, close: server.close };
    },
    advance: async () => {},
  };
  const player = await openRealKubectl(served, binary, 0);
  for (const name of readdirSync(folder))
    if (/\.(yaml|txt|jsonpath)$/.test(name)) await player.writeFile(name, read(name));
  const shown = (text: string): string => times.fromHost(text).replaceAll(address, SERVER);
  return {
    ...player,
    async call(statement) {
      const call = () => player.call(statement);
      const { stdout, stderr, exitCode } = await (COUNTS_AGES.test(statement.command)
        ? times.withinSecond(call)
        : call());
      return { stdout: shown(stdout), stderr: shown(stderr), exitCode };
    },
  };
}

const configOf = (address: string): string => `apiVersion: v1
kind: Config
clusters: [{name: lab, cluster: {server: "http://${address}"}}]
contexts: [{name: lab, context: {cluster: lab, namespace: default, user: learner}}]
current-context: lab
users: [{name: learner, user: {}}]
`;

/** @returns what our kubectl prints in front of the same objects, without a machine around it. */
export function ourReading(transcript: string): (command: string) => Promise<readonly string[]> {
  const recording = recordingOf(transcript);
  const config = new Kubeconfig({
    name: "lab",
    user: "learner",
    namespace: "default",
    server: `http://${SERVER}`,
  });
  return async (command) => {
    const loop = new Loop();
    const kubectl = createKubectl({
      api: new RecordedApi(recording),
      loop,
      now: () => Date.parse(recording.now) + loop.now,
      config,
    });
    const result: ExecResult = await loop.run(() => runProgram(kubectl, words(command).slice(1), shell));
    return stepOf(command, result).printed;
  };
}

/** Words as a shell splits them. */
function words(command: string): string[] {
  const found = command.match(/(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return found.map((word) =>
    word.replaceAll(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'/g,
      (_, double, single) => single ?? String(double).replaceAll(/\\(["\\$`])/g, "$1"),
    ),
  );
}

const shell: Omit<ShellCommandContext, "print"> = {
  stdin: "",
  cwd: folder,
  env: new Map(),
  tty: false,
  readFile: async (path) => read(path),
  writeFile: async () => {},
  readFolder: async () => undefined,
  remove: async () => {},
  exec: async () => ({ stdout: "", stderr: "", exitCode: 0 }),
};

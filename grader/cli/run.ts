/** `bootcamp run`: a bash script on a fresh simulated cluster. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { ClusterOptions, Language, OnOutput } from "service-bootcamp";
import { runScript } from "../script.ts";
import type { Text } from "../text.ts";
import { homeLimits, readHome } from "./home-files.ts";
import { startCluster } from "./start-cluster.ts";
import { UsageError } from "./usage-error.ts";

export interface RunOptions
  extends Pick<ClusterOptions, "seed" | "nodes" | "proxyMode" | "pace" | "loadBalancer"> {
  /** A file, or `-` for standard input, whose home is the current folder. */
  readonly script: string;
  readonly lang: Language;
  /** Prints `{stdout, stderr, exitCode}` instead of what a terminal would show. */
  readonly json?: boolean;
}

/** @returns the script's exit code. @throws UsageError when there is no such script. */
export async function run({ script, json, lang, ...options }: RunOptions): Promise<number> {
  const text = readScript(script, lang);
  const { files, leftOut } = readHome(script === "-" ? process.cwd() : dirname(resolve(script)));
  const printed = { stdout: "", stderr: "" };
  const keep: OnOutput = (piece, stream) => {
    printed[stream] += piece;
  };
  const show: OnOutput = (piece, stream) => process[stream].write(piece);
  const exitCode = await runOnFreshCluster(
    text,
    { files, onOutput: json === true ? keep : show },
    options,
    lang,
  );
  if (json === true) process.stdout.write(`${JSON.stringify({ ...printed, exitCode })}\n`);
  const missed = leftOut.filter((path) => text.includes(basename(path)));
  if (missed.length > 0) console.error(texts.leftOut(missed)[lang]);
  return exitCode;
}

async function runOnFreshCluster(
  script: string,
  output: Parameters<typeof runScript>[2],
  options: ClusterOptions,
  lang: Language,
): Promise<number> {
  const cluster = await startCluster(options, lang);
  try {
    return await runScript(cluster, script, output);
  } finally {
    await cluster.close();
  }
}

function readScript(script: string, lang: Language): string {
  const file = script === "-" ? 0 : script;
  if (file !== 0 && !existsSync(file)) throw new UsageError(texts.noScript(script)[lang]);
  if (file !== 0 && statSync(file).isDirectory()) throw new UsageError(texts.noFile(script)[lang]);
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageError(texts.unreadable(script)[lang]);
  }
}

const texts = {
  noScript: (script: string): Text => ({
    en: `there is no script ${script || '""'}`,
    ko: `${script || '""'} 스크립트가 없습니다`,
  }),
  unreadable: (script: string): Text => ({
    en: `${script} cannot be read: look at its permissions`,
    ko: `${script}을(를) 읽을 수 없습니다. 파일의 권한을 확인하세요`,
  }),
  noFile: (script: string): Text => ({
    en: `${script} is a folder: give the script in it`,
    ko: `${script}은(는) 폴더입니다. 그 안의 스크립트를 지정하세요`,
  }),
  leftOut: (names: readonly string[]): Text => {
    const budgets = Object.entries(homeLimits)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ");
    const shown = `${names.slice(0, 5).join(", ")}${names.length > 5 ? ", ..." : ""}`;
    return {
      en: `Not in the shell's home, because the script's folder holds more than fits (${budgets}): ${shown}. Put the script into a folder of its own.`,
      ko: `스크립트가 있는 폴더가 한도(${budgets})를 넘어 셸의 홈에 넣지 않은 파일: ${shown}. 스크립트를 별도의 폴더에 두세요.`,
    };
  },
};

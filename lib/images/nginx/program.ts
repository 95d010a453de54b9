/** The program nginx: reads its configuration, then serves, checks (`-t`), prints it (`-T`) or signals another (`-s`). */
import type { ImageProcess, ListenFailure, ProcessContext, Program } from "../image.ts";
import { addressesOf, buildConfig, type Config } from "./config.ts";
import { logTime, NginxServer } from "./server.ts";
import { ConfigError, type FileRequest, readConfig } from "./syntax.ts";
import { readCertificates } from "./tls.ts";

const NEWEST = "1.29.1";
/** The last release of each line, for tags such as `1.27` and `1.27-alpine`. */
const LAST: Readonly<Record<string, string>> = {
  "1.13": "1.13.12",
  "1.14": "1.14.2",
  "1.15": "1.15.12",
  "1.16": "1.16.1",
  "1.17": "1.17.10",
  "1.18": "1.18.0",
  "1.19": "1.19.10",
  "1.20": "1.20.2",
  "1.21": "1.21.6",
  "1.22": "1.22.1",
  "1.23": "1.23.4",
  "1.24": "1.24.0",
  "1.25": "1.25.5",
  "1.26": "1.26.3",
  "1.27": "1.27.5",
  "1.28": "1.28.0",
  stable: "1.28.0",
};
const CONFIG = "/etc/nginx/nginx.conf";
const TEMPLATES = "/etc/nginx/templates";
const FOLDER = "/etc/nginx/conf.d";

/** The nginx that serves in a container, for `nginx -s`. */
const serving = new WeakMap<object, NginxServer>();

function versionOf(tag: string): string {
  const [named = ""] = /^(?:\d+\.\d+(?:\.\d+)?|stable)/.exec(tag) ?? [];
  return LAST[named] ?? (/^\d+\.\d+\.\d+$/.test(named) ? named : NEWEST);
}

type Answered = string | readonly string[] | undefined;

/** Follows a reading of files, at once where files can be read at once. */
function read<T>(
  reading: Generator<FileRequest, T, Answered>,
  answer: (request: FileRequest) => Answered | Promise<Answered>,
): T | Promise<T> {
  let step = reading.next();
  while (!step.done) {
    const value = answer(step.value);
    if (value instanceof Promise) return readLater(reading, answer, value);
    step = reading.next(value);
  }
  return step.value;
}

async function readLater<T>(
  reading: Generator<FileRequest, T, Answered>,
  answer: (request: FileRequest) => Answered | Promise<Answered>,
  first: Promise<Answered>,
): Promise<T> {
  let step = reading.next(await first);
  while (!step.done) step = reading.next(await answer(step.value));
  return step.value;
}

/** Reads and checks everything. @throws ConfigError. */
function* load(context: ProcessContext, path: string): Generator<FileRequest, Config, Answered> {
  const resolvConf = yield { file: "/etc/resolv.conf" };
  const directives = yield* readConfig(path);
  const resolve = (host: string): readonly string[] =>
    addressesOf(host, context.network, typeof resolvConf === "string" ? resolvConf : "");
  return buildConfig(directives, resolve, yield* readCertificates(directives));
}

/** The image's script fills the templates in with the environment's variables before nginx starts. */
function fileReader({
  readFile,
  readFolder,
  env,
}: ProcessContext): (request: FileRequest) => Answered | Promise<Answered> {
  const filled = (text: Answered): Answered =>
    typeof text === "string"
      ? text.replace(
          /\$(?:\{(\w+)\}|(\w+))/g,
          (whole, braced?: string, bare?: string) => env[braced ?? bare ?? ""] ?? whole,
        )
      : undefined;
  const then = <T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> =>
    value instanceof Promise ? value.then(next) : next(value);
  return (request) => {
    if ("file" in request) {
      const { file } = request;
      if (!file.startsWith(`${FOLDER}/`)) return readFile(file);
      const template = readFile(`${TEMPLATES}/${file.slice(FOLDER.length + 1)}.template`);
      return then(template, (text) => (text === undefined ? readFile(file) : filled(text)));
    }
    const names = readFolder(request.folder);
    if (request.folder !== FOLDER) return names;
    return then(names, (found) =>
      then(readFolder(TEMPLATES), (templates) => [
        ...new Set([
          ...(found ?? []),
          ...(templates ?? []).flatMap((name) => (name.endsWith(".template") ? [name.slice(0, -9)] : [])),
        ]),
      ]),
    );
  };
}

const nginx: Program = (context) => {
  const { argv, log, tag, container } = context;
  const version = versionOf(tag);
  const has = (flag: string): boolean => argv.slice(1).includes(flag);
  if (has("-v") || has("-V")) {
    log(`nginx version: nginx/${version}\n`, "stderr");
    return ended(0);
  }
  if (has("-h") || has("-?")) {
    log(`nginx version: nginx/${version}\n${HELP}`, "stderr");
    return ended(0);
  }
  const at = argv.indexOf("-c");
  const path = at < 0 ? CONFIG : (argv[at + 1] ?? CONFIG);
  const isCheck = has("-t") || has("-T");
  const signal = argv[argv.indexOf("-s") + 1];
  const act = (config: Config): ImageProcess => {
    if (isCheck) {
      const lines = [
        `the configuration file ${path} syntax is ok`,
        `configuration file ${path} test is successful`,
      ];
      log(lines.map((line) => `nginx: ${line}\n`).join(""), "stderr");
      return ended(0);
    }
    return has("-s")
      ? signalled(serving.get(container), signal ?? "", config, context)
      : serve(config, context, version);
  };
  const fail = (error: unknown): ImageProcess => refused(error, context, isCheck ? path : undefined);
  try {
    const config = read(load(context, path), fileReader(context));
    return config instanceof Promise ? config.then(act).catch(fail) : act(config);
  } catch (error) {
    return fail(error);
  }
};

function serve(config: Config, context: ProcessContext, version: string): ImageProcess {
  const isMusl = context.tag.includes("alpine");
  const server = new NginxServer(context, config, { version, isMusl });
  serving.set(context.container, server);
  const listen = Object.fromEntries(server.endpoints.map((endpoint) => [endpoint, server.handler(endpoint)]));
  const cannotListen = ({ address, port, isInUse }: ListenFailure): string => {
    const why = isInUse
      ? `98: Address ${isMusl ? "in use" : "already in use"}`
      : `99: ${isMusl ? "Address not available" : "Cannot assign requested address"}`;
    const failed = `nginx: [emerg] bind() to ${address}:${port} failed (${why})\n`;
    return isInUse ? `${failed.repeat(5)}nginx: [emerg] still could not bind()\n` : failed;
  };
  const isDaemon = !context.argv.some((arg) => /daemon\s+off\s*;/.test(arg));
  return { listen, cannotListen, ...(isDaemon ? { isDaemon } : {}) };
}

/** `nginx -s reload`: the process that serves reads its files again. */
function signalled(
  server: NginxServer | undefined,
  signal: string,
  config: Config,
  { log, now }: ProcessContext,
): ImageProcess {
  if (!["reload", "reopen", "stop", "quit"].includes(signal)) {
    log(`nginx: invalid option: "-s ${signal}"\n`, "stderr");
    return ended(1);
  }
  log(`${logTime(now())} [notice] 30#30: signal process started\n`, "stderr");
  if (server === undefined || signal !== "reload") return ended(0);
  const endpoints = [...config.listeners.keys()];
  const isSame =
    endpoints.length === server.endpoints.length && endpoints.every((at) => server.endpoints.includes(at));
  if (isSame) server.reload(config);
  else
    log(
      "this simulation's nginx changes its ports only when it starts anew: delete the Pod to get another one\n",
      "stderr",
    );
  return ended(isSame ? 0 : 1);
}

function refused(error: unknown, { log, now }: ProcessContext, tested: string | undefined): ImageProcess {
  if (!(error instanceof ConfigError)) throw error;
  const pid = tested === undefined ? 1 : 30;
  if (error.isNginx) log(`${logTime(now())} [emerg] ${pid}#${pid}: ${error.message}\n`, "stderr");
  log(`nginx: ${error.isNginx ? "[emerg] " : ""}${error.message}\n`, "stderr");
  if (tested !== undefined) log(`nginx: configuration file ${tested} test failed\n`, "stderr");
  return ended(1);
}

function ended(code: number): ImageProcess {
  return { exits: { afterMs: 0, code } };
}

const HELP = `Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]

Options:
  -?,-h         : this help
  -v            : show version and exit
  -V            : show version and configure options then exit
  -t            : test configuration and exit
  -T            : test configuration, dump it and exit
  -q            : suppress non-error messages during configuration testing
  -s signal     : send signal to a master process: stop, quit, reopen, reload
  -p prefix     : set prefix path (default: /etc/nginx/)
  -e filename   : set error log file (default: /var/log/nginx/error.log)
  -c filename   : set configuration file (default: /etc/nginx/nginx.conf)
  -g directives : set global directives out of configuration file
`;

export const nginxPrograms: Readonly<Record<string, Program>> = {
  "/docker-entrypoint.sh": ({ argv }) => ({ exec: argv.slice(1) }),
  nginx,
};

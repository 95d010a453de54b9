/** redis-server: its options, its log, its data on a port. */
import type { HttpHandler } from "../../network/http.ts";
import type { ImageProcess, ListenFailure, ProcessContext } from "../image.ts";
import { execute } from "./commands.ts";
import { Database } from "./database.ts";
import { OK, type Reply, readCommands, replyText } from "./protocol.ts";

const NEWEST = "8.4.0";
const LAST: Readonly<Record<string, string>> = {
  "5": "5.0.14",
  "6": "6.2.21",
  "6.0": "6.0.20",
  "6.2": "6.2.21",
  "7": "7.4.7",
  "7.0": "7.0.15",
  "7.2": "7.2.12",
  "7.4": "7.4.7",
  "8": "8.4.0",
  "8.0": "8.0.5",
  "8.2": "8.2.3",
};
const DATABASES = 16;

export function versionOf(tag: string): string {
  const [named = ""] = /^\d+(?:\.\d+){0,2}/.exec(tag) ?? [];
  return LAST[named] ?? (/^\d+\.\d+\.\d+$/.test(named) ? named : NEWEST);
}

interface Options {
  readonly port: number;
  readonly addresses: readonly string[];
  readonly password: string | undefined;
  readonly isConfigured: boolean;
}

/** `redis.conf` lines and `--name value` words mean the same, and the last one counts. */
function optionsOf(argv: readonly string[], config: string | undefined): Options {
  const lines = (config ?? "").split("\n").map((line) => line.trim().split(/\s+/));
  const flags = argv
    .join("\u0000")
    .split("\u0000--")
    .slice(1)
    .map((flag) => flag.split("\u0000"));
  const set = new Map([...lines, ...flags].map(([name = "", ...values]) => [name.toLowerCase(), values]));
  const bind = set.get("bind")?.map((address) => address.replace(/^-/, "").replaceAll('"', ""));
  const port = Number(set.get("port")?.[0] ?? 6379);
  return {
    port,
    addresses: bind === undefined || bind.length === 0 ? ["*"] : bind.filter((address) => address !== "::*"),
    password: set.get("requirepass")?.[0]?.replaceAll('"', "") || undefined,
    isConfigured: config !== undefined || flags.length > 0,
  };
}

export function redisServer(context: ProcessContext): ImageProcess | Promise<ImageProcess> {
  const file = context.argv[1]?.startsWith("-") === false ? context.argv[1] : undefined;
  const path = file === undefined || file.startsWith("/") ? file : `${context.cwd}/${file}`;
  const config = path === undefined ? undefined : context.readFile(path);
  if (config instanceof Promise) return config.then((text) => serve(context, path, text));
  return serve(context, path, config);
}

function serve(context: ProcessContext, path: string | undefined, config: string | undefined): ImageProcess {
  const { argv, log, now, tag } = context;
  if (argv.includes("--version") || argv.includes("-v")) {
    log(`Redis server v=${versionOf(tag)} sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=0\n`);
    return { exits: { afterMs: 0, code: 0 } };
  }
  if (path !== undefined && config === undefined) {
    log(
      `\n*** FATAL CONFIG FILE ERROR (Redis ${versionOf(tag)}) ***\nCan't open config file '${path}': No such file or directory\n`,
      "stderr",
    );
    return { exits: { afterMs: 0, code: 1 } };
  }
  const options = optionsOf(argv, config);
  const note = (role: string, text: string): void => log(`1:${role} ${logTime(now())} ${text}\n`);
  note("C", "* oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo");
  note("C", `* Redis version=${versionOf(tag)}, bits=64, commit=00000000, modified=0, pid=1, just started`);
  note(
    "C",
    options.isConfigured
      ? "* Configuration loaded"
      : "# Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf",
  );
  note("M", "* monotonic clock: POSIX clock_gettime");
  note("M", `* Running mode=standalone, port=${options.port}.`);
  note("M", "* Server initialized");
  note("M", "* Ready to accept connections tcp");
  const handler = handlerOf(context, options);
  const cannotListen = ({ address, port, isInUse }: ListenFailure): string => {
    const why = isInUse ? "bind: Address already in use" : "bind: Cannot assign requested address";
    const where = `${address}:${port}`;
    return `1:M ${logTime(now())} # Warning: Could not create server TCP listening socket ${where}: ${why}\n1:M ${logTime(now())} # Failed listening on port ${port} (tcp), aborting.\n`;
  };
  const stopping = (): void => {
    log(`1:signal-handler (${Math.floor(now() / 1_000)}) Received SIGTERM scheduling shutdown...\n`);
    note("M", "* User requested shutdown...");
    note("M", "* Saving the final RDB snapshot before exiting.");
    note("M", "* DB saved on disk");
    note("M", "# Redis is now ready to exit, bye bye...");
  };
  const listen = Object.fromEntries(
    options.addresses.map((address) => [`${bracketed(address)}:${options.port}`, handler]),
  );
  return { listen, cannotListen, stopping };
}

const bracketed = (address: string): string =>
  address.includes(":") ? `[${address}]` : address === "*" ? "" : address;

/** `05 Jan 2026 09:00:01.123`. */
function logTime(now: number): string {
  const [, day, month, year] = new Date(now).toUTCString().split(" ");
  return `${day} ${month} ${year} ${new Date(now).toISOString().slice(11, 23)}`;
}

/** To a client of HTTP redis says nothing: it takes the header `Host:` for an attack and hangs up. */
function handlerOf(context: ProcessContext, options: Options): HttpHandler {
  const databases = Array.from({ length: DATABASES }, () => new Database(context.now));
  const session = (clientIP: string): Session => new Session(context, options, databases, clientIP);
  const http: HttpHandler = ({ clientIP }) => {
    context.log(
      `1:M ${logTime(context.now())} # Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis. This is likely due to an attacker attempting to use Cross Protocol Scripting to compromise your Redis instance. Connection from ${clientIP}:32768 aborted.\n`,
    );
    return { failure: "empty" };
  };
  return Object.assign(http, { raw: (text: string, clientIP: string) => session(clientIP).talk(text) });
}

/** One connection: which database it uses, and whether it has given the password. */
class Session {
  readonly #context: ProcessContext;
  readonly #options: Options;
  readonly #databases: readonly Database[];
  readonly #clientIP: string;
  #selected = 0;
  #isKnown: boolean;

  constructor(context: ProcessContext, options: Options, databases: readonly Database[], clientIP: string) {
    this.#context = context;
    this.#options = options;
    this.#databases = databases;
    this.#clientIP = clientIP;
    this.#isKnown = options.password === undefined;
  }

  talk(text: string): string {
    let answer = "";
    for (const command of readCommands(text)) {
      if ("error" in command) return `${answer}${replyText(command)}`;
      answer += replyText(this.#run(command));
      if (command[0]?.toLowerCase() === "quit") break;
    }
    return answer;
  }

  #run(command: readonly string[]): Reply {
    const [name = "", ...args] = command;
    const lower = name.toLowerCase();
    if (lower === "auth") return this.#authenticate(args);
    if (lower === "quit") return OK;
    if (!this.#isKnown && lower !== "hello") return { error: "NOAUTH Authentication required." };
    switch (lower) {
      case "select":
        return this.#select(args[0] ?? "");
      case "hello":
        return args[0] === "3" ? { error: "NOPROTO unsupported protocol version" } : this.#hello();
      case "info":
        return this.#info();
      case "client":
        return this.#client(args);
      case "config":
        return this.#config(args);
      case "command":
        return args[0]?.toLowerCase() === "count" ? 241 : [];
      case "time": {
        const ms = this.#context.now();
        return [String(Math.floor(ms / 1_000)), String((ms % 1_000) * 1_000)];
      }
      case "role":
        return ["master", 0, []];
      case "save":
        return OK;
      default:
        return execute(this.#databases[this.#selected] as Database, command);
    }
  }

  #authenticate(args: readonly string[]): Reply {
    const { password } = this.#options;
    if (args.length < 1 || args.length > 2)
      return { error: "ERR wrong number of arguments for 'auth' command" };
    if (password === undefined)
      return {
        error:
          "ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?",
      };
    if (args.at(-1) !== password)
      return { error: "WRONGPASS invalid username-password pair or user is disabled." };
    this.#isKnown = true;
    return OK;
  }

  #select(index: string): Reply {
    if (!/^\d+$/.test(index)) return { error: "ERR invalid DB index" };
    if (Number(index) >= DATABASES) return { error: "ERR DB index is out of range" };
    this.#selected = Number(index);
    return OK;
  }

  #hello(): Reply {
    const version = versionOf(this.#context.tag);
    return [
      "server",
      "redis",
      "version",
      version,
      "proto",
      2,
      "id",
      1,
      "mode",
      "standalone",
      "role",
      "master",
      "modules",
      [],
    ];
  }

  #client([what = ""]: readonly string[]): Reply {
    switch (what.toLowerCase()) {
      case "setinfo":
      case "setname":
        return OK;
      case "getname":
        return null;
      case "id":
        return 1;
      case "list":
      case "info":
        return `id=1 addr=${this.#clientIP}:32768 laddr=${this.#context.podIP}:${this.#options.port} fd=8 name= db=${this.#selected} cmd=client|list user=default\n`;
      default:
        return { error: `ERR the subcommand '${what}' of the real redis is not part of this simulation` };
    }
  }

  #config([what = "", name = ""]: readonly string[]): Reply {
    if (what.toLowerCase() !== "get")
      return { error: `ERR the subcommand '${what}' of the real redis is not part of this simulation` };
    const values: Readonly<Record<string, string>> = {
      bind: this.#options.addresses.join(" "),
      port: String(this.#options.port),
      requirepass: this.#options.password ?? "",
      databases: String(DATABASES),
      maxmemory: "0",
      appendonly: "no",
      save: "3600 1 300 100 60 10000",
    };
    return Object.hasOwn(values, name.toLowerCase()) ? [name, values[name.toLowerCase()] ?? ""] : [];
  }

  #info(): Reply {
    const keys = this.#databases.map((database) => database.keys().length);
    const lines = [
      "# Server",
      `redis_version:${versionOf(this.#context.tag)}`,
      "redis_mode:standalone",
      "process_id:1",
      `tcp_port:${this.#options.port}`,
      "",
      "# Clients",
      "connected_clients:1",
      "",
      "# Replication",
      "role:master",
      "connected_slaves:0",
      "",
      "# Keyspace",
      ...keys.flatMap((count, at) => (count === 0 ? [] : [`db${at}:keys=${count},expires=0,avg_ttl=0`])),
      "",
    ];
    return lines.join("\r\n");
  }
}

/** redis-cli: one command, commands from its standard input, or a person at the terminal. */
import type { Connected } from "../../network/http.ts";
import type { ImageProcess, ProcessContext } from "../image.ts";
import { readCommands, splitWords } from "./protocol.ts";
import { versionOf } from "./server.ts";

interface Options {
  host: string;
  port: number;
  password: string | undefined;
  database: string;
  repeat: number;
  isRaw: boolean;
  isQuiet: boolean;
  readonly command: readonly string[];
}

const WITH_VALUE = new Set([
  "-h",
  "-p",
  "-a",
  "--pass",
  "-n",
  "-u",
  "-r",
  "-i",
  "-t",
  "--user",
  "-s",
  "-d",
  "-X",
]);

function optionsOf(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  isTerminal: boolean,
): Options | string {
  const found = {
    host: "127.0.0.1",
    port: 6379,
    password: env.REDISCLI_AUTH,
    database: "0",
    repeat: 1,
    isRaw: !isTerminal,
    isQuiet: false,
  };
  let at = 1;
  for (; argv[at]?.startsWith("-") === true; at++) {
    const name = argv[at] as string;
    if (!WITH_VALUE.has(name)) {
      if (name === "--raw") found.isRaw = true;
      else if (name === "--no-raw") found.isRaw = false;
      else if (name === "--no-auth-warning") found.isQuiet = true;
      else if (!["-c", "-e", "-2", "-4"].includes(name))
        return `Unrecognized option or bad number of args for: '${name}'`;
      continue;
    }
    const value = argv[++at];
    if (value === undefined) return `Unrecognized option or bad number of args for: '${name}'`;
    if (name === "-h") found.host = value;
    else if (name === "-p") found.port = Number(value);
    else if (name === "-a" || name === "--pass") found.password = value;
    else if (name === "-n") found.database = value;
    else if (name === "-r") found.repeat = Number(value);
    else if (name === "-u") {
      const url = /^rediss?:\/\/(?:[^:@/]*:?([^@/]*)@)?([^:/]+)(?::(\d+))?(?:\/(\d+))?$/.exec(value);
      if (url === null) return "Invalid URI scheme";
      found.host = url[2] as string;
      found.port = Number(url[3] ?? 6379);
      found.password = url[1] || found.password;
      found.database = url[4] ?? "0";
    }
  }
  return { ...found, command: argv.slice(at) };
}

export function redisCli(context: ProcessContext): ImageProcess {
  const { argv, env, log, tag } = context;
  const ended = (code: number): ImageProcess => ({ work: async () => code });
  if (argv.includes("--version") || argv[1] === "-v") {
    log(`redis-cli ${versionOf(tag)}\n`);
    return ended(0);
  }
  const options = optionsOf(argv, env, context.isTerminal);
  if (typeof options === "string") {
    log(`${options}\n`, "stderr");
    return ended(1);
  }
  if (options.password !== undefined && argv.includes("-a") && !options.isQuiet)
    log(
      "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
      "stderr",
    );
  return { work: () => new Client(context, options).run() };
}

class Client {
  readonly #context: ProcessContext;
  readonly #options: Options;

  constructor(context: ProcessContext, options: Options) {
    this.#context = context;
    this.#options = options;
  }

  async run(): Promise<number> {
    const { command, repeat } = this.#options;
    if (command.length > 0) {
      for (let count = 0; count < repeat; count++) if (!(await this.#do(command))) return 1;
      return 0;
    }
    if (this.#context.terminal !== undefined) return this.#converse(this.#context.terminal);
    let isFine = true;
    for (const line of this.#context.stdin.split("\n").filter((text) => text.trim() !== "")) {
      const words = splitWords(line);
      if (words === undefined) this.#context.log("Invalid argument(s)\n");
      else isFine = (await this.#do(words)) && isFine;
    }
    return isFine ? 0 : 1;
  }

  /** @returns whether the server answered. */
  async #do(command: readonly string[]): Promise<boolean> {
    const { host, port } = this.#options;
    const connected = await this.#context.network.connect(host, port);
    if ("error" in connected) {
      const why = failureText(connected, this.#context.tag);
      this.#context.log(`Could not connect to Redis at ${host}:${port}: ${why}\n`, "stderr");
      return false;
    }
    if (connected.raw === undefined) {
      this.#context.log('Error: Protocol error, got "H" as reply type byte\n', "stderr");
      return false;
    }
    const [first = ""] = command;
    if (first.toLowerCase() === "select") this.#options.database = command[1] ?? "0";
    if (first.toLowerCase() === "auth") this.#options.password = command.at(-1);
    const { before, answers } = this.#framed(command);
    const replies = readReplies(await connected.raw(before)).slice(answers);
    for (const reply of replies)
      this.#context.log(`${this.#options.isRaw ? rawText(reply) : shownText(reply, "")}\n`);
    return true;
  }

  /** A connection lasts for one command here, so that the password and the database go before each. */
  #framed(command: readonly string[]): { readonly before: string; readonly answers: number } {
    const { password, database } = this.#options;
    const isAuth = command[0]?.toLowerCase() === "auth";
    const first = [
      ...(password === undefined || isAuth ? [] : [["AUTH", password]]),
      ...(database === "0" ? [] : [["SELECT", database]]),
    ];
    return { before: [...first, command].map(commandText).join(""), answers: first.length };
  }

  async #converse(terminal: NonNullable<ProcessContext["terminal"]>): Promise<number> {
    const prompt = (): string =>
      `${this.#options.host}:${this.#options.port}${this.#options.database === "0" ? "" : `[${this.#options.database}]`}> `;
    let line = "";
    terminal.write(prompt());
    for (let keys = await terminal.read(); keys !== undefined; keys = await terminal.read()) {
      for (const key of keys) {
        if (key === "\u0003" || (key === "\u0004" && line === "")) return 0;
        if (key === "\r" || key === "\n") {
          terminal.write("\r\n");
          const words = splitWords(line) ?? [];
          line = "";
          if (["exit", "quit"].includes(words[0]?.toLowerCase() ?? "")) return 0;
          if (words.length > 0) await this.#do(words);
          terminal.write(prompt());
        } else if (key === "\u007f" || key === "\b") {
          if (line !== "") terminal.write("\b \b");
          line = line.slice(0, -1);
        } else if (key >= " ") {
          line += key;
          terminal.write(key);
        }
      }
    }
    return 0;
  }
}

function failureText({ error }: Extract<Connected, { error: unknown }>, tag: string): string {
  const isMusl = tag.includes("alpine");
  switch (error.code) {
    case "ENOTFOUND":
      return isMusl ? "Name does not resolve" : "Name or service not known";
    case "ETIMEDOUT":
      return isMusl ? "Operation timed out" : "Connection timed out";
    case "EHOSTUNREACH":
      return isMusl ? "Host is unreachable" : "No route to host";
    default:
      return "Connection refused";
  }
}

function commandText(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`);
  return `${quoted.join(" ")}\n`;
}

type Shown =
  | { readonly kind: "ok" | "error" | "integer" | "bulk" | "nil"; readonly text: string }
  | readonly Shown[];

function readReplies(text: string): readonly Shown[] {
  const replies: Shown[] = [];
  const reader = { text, at: 0 };
  while (reader.at < text.length) replies.push(readReply(reader));
  return replies;
}

function readReply(reader: { readonly text: string; at: number }): Shown {
  const end = reader.text.indexOf("\r\n", reader.at);
  const head = reader.text.slice(reader.at + 1, end);
  const sign = reader.text[reader.at];
  reader.at = end + 2;
  if (sign === "+") return { kind: "ok", text: head };
  if (sign === "-") return { kind: "error", text: head };
  if (sign === ":") return { kind: "integer", text: head };
  if (sign === "*") return Array.from({ length: Math.max(0, Number(head)) }, () => readReply(reader));
  if (head === "-1") return { kind: "nil", text: "" };
  // The length counts bytes; read back, a value is what `readCommands` makes of one.
  const [value = ""] = firstWords(`*1\r\n$${head}\r\n${reader.text.slice(reader.at)}`);
  reader.at += value.length + 2;
  return { kind: "bulk", text: value };
}

function firstWords(text: string): readonly string[] {
  for (const words of readCommands(text)) return "error" in words ? [] : words;
  return [];
}

function rawText(reply: Shown): string {
  return "kind" in reply ? reply.text : reply.map(rawText).join("\n");
}

function shownText(reply: Shown, indent: string): string {
  if (!("kind" in reply)) {
    if (reply.length === 0) return "(empty array)";
    const width = String(reply.length).length;
    return reply
      .map((each, at) => {
        const number = `${String(at + 1).padStart(width)}) `;
        return `${at === 0 ? "" : indent}${number}${shownText(each, indent + " ".repeat(number.length))}`;
      })
      .join("\n");
  }
  switch (reply.kind) {
    case "error":
      return `(error) ${reply.text}`;
    case "integer":
      return `(integer) ${reply.text}`;
    case "nil":
      return "(nil)";
    case "bulk":
      return `"${reply.text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
    default:
      return reply.text;
  }
}

/** dig's command line: names, types and `+` options in any order. */
import type { DnsQuestion } from "../../network/http.ts";
import { QUESTION_TYPES, reverseName } from "./resolver-file.ts";

/** What dig prints, each switched by `+name` and `+noname`. */
const SECTIONS = ["cmd", "comments", "question", "answer", "authority", "additional", "stats"] as const;
export type Section = (typeof SECTIONS)[number];

/** Options of which nothing shows where there are no signatures, large answers or kept connections. */
const INERT =
  `aaflag aaonly adflag badcookie besteffort bufsize crypto dns64prefix expandaaaa idnin idnout ignore keepopen
  onesoa rrcomments showbadcookie split`.split(/\s+/);
/** Options that are read one by one. */
const OTHERS =
  `all cookie defname domain edns fail ndots qid retry search short showsearch tcp time timeout trace tries
  vc`.split(/\s+/);
/** What dig has and the simulation has not, with the fate of what `+no` makes of it: nothing, for it is off. */
const MISSING =
  `cdflag class coflag dnssec ednsflags ednsnegotiation ednsopt expire header-only http-plain http-plain-get
  https https-get identify keepalive multiline nsid nssearch opcode padding qr raflag rdflag recurse subnet tcflag tls
  tls-ca tls-certfile tls-hostname tls-keyfile trusted-key ttlid ttlunits unknownformat yaml zflag`.split(
    /\s+/,
  );
/** Of these it is the other form that shows. */
const ON_BY_DEFAULT = new Set(["class", "rdflag", "recurse", "ttlid", "ednsnegotiation"]);
const ALL = [...SECTIONS, ...OTHERS, ...INERT, ...MISSING];
/** Letters that take a value, and those without effect here. */
const VALUE_LETTERS = "xtqcpbkyf";
const LETTERS = `${VALUE_LETTERS}v46rumhi`;
const MISSING_LETTERS = "pbkyf6ui";
const USAGE = `Usage:  dig [@global-server] [domain] [q-type] [q-class] {q-opt}
            {global-d-opt} host [@local-server] {local-d-opt}
            [ host [@local-server] {local-d-opt} [...]]

Use "dig -h" (or "dig -h | more") for complete list of options
`;

export interface DigOptions {
  readonly names: readonly { readonly name: string; readonly type: DnsQuestion["type"] }[];
  /** As typed behind `@`. */
  readonly server: string | undefined;
  readonly shows: ReadonlySet<Section>;
  readonly isShort: boolean;
  readonly usesSearch: boolean;
  readonly showsSearch: boolean;
  /** Undefined: as /etc/resolv.conf says. */
  readonly timeoutMs: number | undefined;
  readonly tries: number | undefined;
  readonly ndots: number | undefined;
  readonly domain: string | undefined;
  /** Whether it stops at a server that fails. */
  readonly stopsAtFailure: boolean;
  readonly protocol: "TCP" | "UDP";
  readonly hasEdns: boolean;
  readonly hasCookie: boolean;
  readonly hasVersion: boolean;
  /** What dig says before it starts. */
  readonly warnings: string;
}

/** What dig refuses, on standard error. */
export type Refusal = { readonly refusal: string; readonly exitCode: number };

const WRONG_USAGE = 1;
const FATAL = 10;
const NUMBERS = ["time", "timeout", "tries", "retry", "ndots"];

export function parseDig(args: readonly string[]): DigOptions | Refusal {
  const shows = new Set<Section>(SECTIONS);
  const names: { name: string; type: DnsQuestion["type"] | undefined }[] = [];
  let type: DnsQuestion["type"] | undefined;
  let server: string | undefined;
  let warnings = "";
  let hasVersion = false;
  const flags = new Map<string, string>();
  const setType = (text: string): void => {
    const found = QUESTION_TYPES.find((known) => known === text.toUpperCase());
    if (found === undefined) warnings += `;; Warning, ignoring invalid type ${text}\n`;
    else if (names.length > 0) (names.at(-1) as { type: DnsQuestion["type"] | undefined }).type = found;
    else type = found;
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const letter = new RegExp(`^-([${LETTERS}])(.*)$`).exec(arg);
    if (arg.startsWith("@")) server = arg.slice(1);
    else if (arg.startsWith("+")) {
      const refusal = setOption(arg, shows, flags);
      if (refusal !== undefined) return refusal;
    } else if (letter !== null) {
      const takesValue = VALUE_LETTERS.includes(letter[1] ?? "");
      const value = takesValue ? letter[2] || (args[++at] ?? "") : "";
      if (letter[1] === "x") names.push({ name: reverseName(value), type: "PTR" });
      if (letter[1] === "q") names.push({ name: value, type: undefined });
      if (letter[1] === "t") setType(value);
      if (letter[1] === "v") hasVersion = true;
      const isMissing = MISSING_LETTERS.includes(letter[1] ?? "") || letter[1] === "h";
      if (isMissing || (letter[1] === "c" && !/^in$/i.test(value))) return lacking(`-${letter[1]}`);
    } else if (/^-./.test(arg)) return unknown(arg);
    else if (QUESTION_TYPES.some((known) => known === arg.toUpperCase())) setType(arg);
    else if (/^(?:CH|HS)$/i.test(arg)) return lacking(arg);
    else if (!/^IN$/i.test(arg)) names.push({ name: arg, type: undefined });
  }
  if (flags.get("trace") === "on")
    return {
      refusal: "dig: +trace: there are no root servers in the simulation\n",
      exitCode: WRONG_USAGE,
    };
  const numberOf = (name: string) => (flags.has(name) ? Number(flags.get(name)) : undefined);
  const timeoutS = numberOf("time") ?? numberOf("timeout");
  const retries = numberOf("retry");
  return {
    names:
      names.length === 0
        ? [{ name: ".", type: type ?? "NS" }]
        : names.map((each) => ({ name: each.name, type: each.type ?? type ?? "A" })),
    server,
    shows,
    isShort: flags.get("short") === "on",
    usesSearch: ["search", "showsearch", "domain"].some(
      (name) => !["off", undefined].includes(flags.get(name)),
    ),
    showsSearch: flags.get("showsearch") === "on",
    timeoutMs: timeoutS === undefined ? undefined : 1000 * Math.max(1, timeoutS),
    tries: retries === undefined ? numberOf("tries") : retries + 1,
    ndots: numberOf("ndots"),
    domain: flags.get("domain"),
    stopsAtFailure: flags.get("fail") !== "off",
    protocol: ["tcp", "vc"].some((name) => flags.get(name) === "on") ? "TCP" : "UDP",
    hasEdns: flags.get("edns") !== "off",
    hasCookie: flags.get("cookie") !== "off",
    hasVersion,
    warnings,
  };
}

const unknown = (option: string): Refusal => ({
  refusal: `Invalid option: ${option}\n${USAGE}`,
  exitCode: WRONG_USAGE,
});

const lacking = (option: string): Refusal => ({
  refusal: `dig: ${option}: this option is not part of this simulation\n`,
  exitCode: WRONG_USAGE,
});

/** @param arg with its plus; a beginning of its name is enough. @returns why dig stops. */
function setOption(arg: string, shows: Set<Section>, flags: Map<string, string>): Refusal | undefined {
  const [typed = "", value] = arg.slice(1).split("=");
  const given = nameOf(typed);
  const isOff = given === undefined && typed.startsWith("no");
  const name = given ?? (isOff ? nameOf(typed.slice(2)) : undefined);
  if (name === undefined) return unknown(arg);
  if (MISSING.includes(name) && isOff === ON_BY_DEFAULT.has(name)) return lacking(arg);
  if (NUMBERS.includes(name) && !/^\d+$/.test(value ?? ""))
    return {
      refusal: `invalid ${name} '${value ?? ""}': not a valid number\ndig: Couldn't parse ${name}\n`,
      exitCode: FATAL,
    };
  if (name === "all") for (const section of SECTIONS) isOff ? shows.delete(section) : shows.add(section);
  const section = SECTIONS.find((known) => known === name);
  if (section !== undefined) isOff ? shows.delete(section) : shows.add(section);
  flags.set(name === "defname" ? "search" : name, isOff ? "off" : (value ?? "on"));
  return undefined;
}

/** By the whole name or an unmistakable beginning of it. */
function nameOf(typed: string): string | undefined {
  if (ALL.includes(typed)) return typed;
  const [found, other] = ALL.filter((name) => typed !== "" && name.startsWith(typed));
  return other === undefined ? found : undefined;
}

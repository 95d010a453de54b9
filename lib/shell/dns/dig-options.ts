/** dig's command line: names, types and `+` options in any order. */
import type { DnsQuestion } from "../../network/http.ts";
import { QUESTION_TYPES, reverseName } from "./resolver-file.ts";

/** What dig prints, each switched by `+name` and `+noname`. */
const SECTIONS = ["cmd", "comments", "question", "answer", "authority", "additional", "stats"] as const;
export type Section = (typeof SECTIONS)[number];

/** Options that change nothing where there is one server, one transport and no DNSSEC. */
const IGNORED =
  "adflag bufsize cookie dnssec edns ignore multiline qr rec recurse retry showbadcookie tcp tries vc".split(
    " ",
  );
/** Options that are read one by one. */
const OTHERS = "all short search showsearch defname time timeout tries trace".split(" ");
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
  readonly timeoutMs: number;
  readonly tries: number;
  readonly hasVersion: boolean;
  /** What dig says before it starts. */
  readonly warnings: string;
}

/** What dig refuses, on standard error. */
export type Refusal = { readonly refusal: string };

const TIMEOUT_S = 5;
const TRIES = 3;

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
    const letter = /^-([xtqcpbkyv46rumhi])(.*)$/.exec(arg);
    if (arg.startsWith("@")) server = arg.slice(1);
    else if (arg.startsWith("+")) {
      if (!setOption(arg.slice(1), shows, flags)) return { refusal: `Invalid option: ${arg}\n${USAGE}` };
    } else if (letter !== null) {
      const takesValue = "xtqcpbky".includes(letter[1] ?? "");
      const value = takesValue ? letter[2] || (args[++at] ?? "") : "";
      if (letter[1] === "x") names.push({ name: reverseName(value), type: "PTR" });
      if (letter[1] === "q") names.push({ name: value, type: undefined });
      if (letter[1] === "t") setType(value);
      if (letter[1] === "v") hasVersion = true;
    } else if (/^-./.test(arg)) return { refusal: `Invalid option: ${arg}\n${USAGE}` };
    else if (QUESTION_TYPES.some((known) => known === arg.toUpperCase())) setType(arg);
    else if (!/^(?:IN|CH|HS)$/i.test(arg)) names.push({ name: arg, type: undefined });
  }
  if (flags.has("trace")) return { refusal: "dig: +trace: there are no root servers in the simulation\n" };
  return {
    names:
      names.length === 0
        ? [{ name: ".", type: type ?? "NS" }]
        : names.map((each) => ({ name: each.name, type: each.type ?? type ?? "A" })),
    server,
    shows,
    isShort: flags.get("short") === "on",
    usesSearch: ["search", "showsearch"].some((name) => flags.get(name) === "on"),
    showsSearch: flags.get("showsearch") === "on",
    timeoutMs: 1000 * Number(flags.get("time") ?? flags.get("timeout") ?? TIMEOUT_S),
    tries: Number(flags.get("tries") ?? TRIES),
    hasVersion,
    warnings,
  };
}

/** @returns whether dig knows it. */
function setOption(text: string, shows: Set<Section>, flags: Map<string, string>): boolean {
  const [typed = "", value] = text.split("=");
  const isOff = typed.startsWith("no");
  const name = isOff ? typed.slice(2) : typed;
  if (name === "all") for (const section of SECTIONS) isOff ? shows.delete(section) : shows.add(section);
  const section = SECTIONS.find((known) => known === name);
  if (section !== undefined) isOff ? shows.delete(section) : shows.add(section);
  const known = [...OTHERS, ...SECTIONS, ...IGNORED];
  flags.set(name === "defname" ? "search" : name, isOff ? "off" : (value ?? "on"));
  return known.includes(name);
}

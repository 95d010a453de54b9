/** The options of BIND's `nslookup`, which its prompt calls `set`. Models setoption of bin/dig/nslookup.c of 9.18. */
import type { DnsQuestion } from "../../network/http.ts";
import { QUESTION_TYPES } from "./resolver-file.ts";

export interface NslookupOptions {
  readonly operands: readonly string[];
  /** What it says about options before it asks. */
  readonly said: string;
  readonly type: DnsQuestion["type"] | undefined;
  /** Whether whole answers are shown. */
  readonly isDebug: boolean;
  readonly usesSearch: boolean;
  /** Instead of the search list of the file. */
  readonly domain: string | undefined;
  readonly ndots: number | undefined;
  readonly timeoutS: number | undefined;
  readonly tries: number | undefined;
  readonly hasVersion: boolean;
  /** The first option that is there in the real one and not here. */
  readonly missing: string | undefined;
}

/** Names and their short forms; a value stands behind `=`. */
const NAMES: Readonly<Record<string, string>> = named([
  ["type", "type ty querytype query qu q"],
  ["debug", "debug deb"],
  ["nodebug", "nodebug nodeb"],
  ["search", "search sea defname def"],
  ["nosearch", "nosearch nosea nodefname nodef"],
  ["domain", "domain do"],
  ["ndots", "ndots"],
  ["timeout", "timeout t"],
  ["retry", "retry ret"],
  ["version", "version"],
  ["class", "class cla cl"],
  ["inert", "recurse rec novc nov nod2 fail sil"],
  ["missing", "all norecurse norec vc v d2 nofail port po"],
]);
const WITH_VALUE = new Set(["type", "domain", "ndots", "timeout", "retry", "class"]);

function named(rows: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.flatMap(([key, names]) => names.split(" ").map((name) => [name, key])));
}

export function nslookupOptions(args: readonly string[]): NslookupOptions {
  const operands: string[] = [];
  const given = new Map<string, string>();
  let said = "";
  for (const arg of args) {
    if (!/^-./.test(arg)) {
      operands.push(arg);
      continue;
    }
    const [name = "", value] = arg.slice(1).split("=");
    const key = Object.hasOwn(NAMES, name) ? (NAMES[name] ?? "") : "";
    const isNumber = key === "timeout" || key === "retry" || key === "ndots";
    if (key === "" || (WITH_VALUE.has(key) && value === undefined))
      said += `*** Invalid option: ${arg.slice(1)}\n`;
    else if (key === "type" && typeOf(value) === undefined) said += `unknown query type: ${value}\n`;
    else if (isNumber && !/^\d+$/.test(value ?? ""))
      said += `invalid ${key} '${value}': not a valid number\n`;
    else if (key === "missing" || (key === "class" && !/^in$/i.test(value ?? ""))) given.set("missing", arg);
    else given.set(key, value ?? "");
  }
  const numberOf = (key: string) => (given.has(key) ? Number(given.get(key)) : undefined);
  return {
    operands,
    said,
    type: typeOf(given.get("type")),
    isDebug: given.has("debug"),
    usesSearch: !given.has("nosearch"),
    domain: given.get("domain"),
    ndots: numberOf("ndots"),
    timeoutS: numberOf("timeout"),
    tries: numberOf("retry"),
    hasVersion: given.has("version"),
    missing: given.get("missing"),
  };
}

const typeOf = (text: string | undefined): DnsQuestion["type"] | undefined =>
  QUESTION_TYPES.find((known) => known === text?.toUpperCase());

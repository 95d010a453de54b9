/** curl's command line: short letters in a row, long names or unambiguous beginnings of them, `--no-` before switches. */

type Kind = "switch" | "text" | "number" | "list";
type Options = Readonly<Record<string, readonly [letter: string, kind: Kind]>>;

/** Long name, letter, kind. */
const KNOWN = {
  cacert: ["", "text"],
  "connect-timeout": ["", "number"],
  cookie: ["b", "text"],
  data: ["d", "list"],
  "data-ascii": ["", "list"],
  "data-binary": ["", "list"],
  "data-raw": ["", "list"],
  "data-urlencode": ["", "list"],
  "dump-header": ["D", "text"],
  fail: ["f", "switch"],
  "fail-early": ["", "switch"],
  "fail-with-body": ["", "switch"],
  get: ["G", "switch"],
  globoff: ["g", "switch"],
  head: ["I", "switch"],
  header: ["H", "list"],
  help: ["h", "switch"],
  include: ["i", "switch"],
  insecure: ["k", "switch"],
  json: ["", "list"],
  location: ["L", "switch"],
  "max-redirs": ["", "number"],
  "max-time": ["m", "number"],
  output: ["o", "list"],
  "progress-bar": ["#", "switch"],
  "progress-meter": ["", "switch"],
  referer: ["e", "text"],
  "remote-name": ["O", "switch"],
  request: ["X", "text"],
  resolve: ["", "list"],
  retry: ["", "number"],
  "retry-all-errors": ["", "switch"],
  "retry-connrefused": ["", "switch"],
  "retry-delay": ["", "number"],
  "show-error": ["S", "switch"],
  silent: ["s", "switch"],
  "upload-file": ["T", "text"],
  url: ["", "list"],
  user: ["u", "text"],
  "user-agent": ["A", "text"],
  verbose: ["v", "switch"],
  version: ["V", "switch"],
  "write-out": ["w", "text"],
} as const satisfies Options;

/** Options that change nothing where there is one protocol and no proxy. */
const IGNORED = {
  ...named(
    "switch",
    "buffer compressed create-dirs disable=q http1.0=0 http1.1 http2 ipv4=4 ipv6=6 keepalive no-buffer=N tcp-nodelay tlsv1=1",
  ),
  ...named("text", "noproxy"),
  ...named("number", "keepalive-time retry-max-time"),
};

/** What curl has and the simulation has not; using one is refused in its own words. */
const MISSING = {
  ...named(
    "text",
    "cert=E config=K continue-at=C cookie-jar=c interface limit-rate proxy=x range=r time-cond=z trace quote=Q",
  ),
  ...named("list", "form=F"),
  ...named("switch", "next=: parallel=Z"),
  ...named("number", "speed-limit=Y speed-time=y"),
};

export type OptionName = keyof typeof KNOWN;
type Named<K extends Kind> = {
  [Name in OptionName]: (typeof KNOWN)[Name][1] extends K ? Name : never;
}[OptionName];

export interface CurlOptions {
  is(name: Named<"switch">): boolean;
  /** Given as `--no-name`. */
  isOff(name: Named<"switch">): boolean;
  text(name: Named<"text">): string | undefined;
  number(name: Named<"number">): number | undefined;
  list(name: Named<"list">): readonly string[];
  /** All data options in the order in which they were given. */
  readonly data: readonly (readonly [OptionName, string])[];
  readonly urls: readonly string[];
}

/** What is wrong with the command line, as curl says it behind `curl: `. */
export type Refusal = { readonly refusal: string };

const ALL: Options = { ...KNOWN, ...IGNORED, ...MISSING };

/** @param names long names, each with its letter where it has one: `insecure=k` */
function named(kind: Kind, names: string): Options {
  return Object.fromEntries(
    names.split(" ").map((text) => {
      const [name = "", letter = ""] = text.split("=");
      return [name, [letter, kind] as const];
    }),
  );
}

export function parseOptions(args: readonly string[]): CurlOptions | Refusal {
  const given: (readonly [string, string])[] = [];
  const urls: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (!/^-./.test(arg) || arg === "--") {
      if (arg !== "--") urls.push(arg);
      continue;
    }
    const isLong = arg.startsWith("--");
    for (let letter = 1; letter < (isLong ? 2 : arg.length); letter++) {
      const found = isLong ? findLong(arg.slice(2)) : findLetter(arg[letter] ?? "");
      if (found === undefined) return { refusal: `option ${arg}: is unknown` };
      if (found === "ambiguous") return { refusal: `option ${arg}: is ambiguous` };
      if (found.name in MISSING) return { refusal: `option ${arg}: is not simulated` };
      if (found.kind === "switch") {
        given.push([found.name, found.isOff ? "off" : "on"]);
        continue;
      }
      const rest = isLong ? "" : arg.slice(letter + 1);
      const value = rest === "" ? args[++at] : rest;
      if (value === undefined) return { refusal: `option ${arg}: requires parameter` };
      if (found.kind === "number" && !/^\d+(?:\.\d*)?$/.test(value))
        return { refusal: `option ${arg}: expected a proper numerical parameter` };
      given.push([found.name, value]);
      break;
    }
  }
  return collect(given, urls);
}

interface Found {
  readonly name: string;
  readonly kind: Kind;
  readonly isOff: boolean;
}

function findLetter(letter: string): Found | undefined {
  const entry = Object.entries(ALL).find(([, [known]]) => known === letter);
  return entry === undefined ? undefined : { name: entry[0], kind: entry[1][1], isOff: false };
}

function findLong(text: string): Found | "ambiguous" | undefined {
  const isOff = text.startsWith("no-") && !(text in ALL);
  const wanted = isOff ? text.slice(3) : text;
  const exact = ALL[wanted];
  if (exact !== undefined)
    return isOff && exact[1] !== "switch" ? undefined : { name: wanted, kind: exact[1], isOff };
  const matches = Object.keys(ALL).filter((name) => name.startsWith(wanted));
  if (matches.length > 1) return "ambiguous";
  const [name] = matches;
  return name === undefined ? undefined : { name, kind: ALL[name]?.[1] ?? "switch", isOff };
}

function collect(given: readonly (readonly [string, string])[], urls: readonly string[]): CurlOptions {
  const last = (name: OptionName) => given.findLast(([known]) => known === name)?.[1];
  const list = (name: OptionName) => given.filter(([known]) => known === name).map(([, value]) => value);
  const data = given.filter(
    (option): option is readonly [OptionName, string] => option[0].startsWith("data") || option[0] === "json",
  );
  return {
    is: (name) => last(name) === "on",
    isOff: (name) => last(name) === "off",
    text: last,
    number: (name) => (last(name) === undefined ? undefined : Number(last(name))),
    list,
    data,
    urls: [...urls, ...list("url")],
  };
}

/**
 * Every option that the real program lists in its help has a fate: done, without effect, or "not part of this simulation".
 * None of them gets the words for an unknown one. The help pages were recorded from iputils 20221126, wget 1.21.3, curl
 * 7.88.1, BIND 9.18, OpenBSD's nc 1.219, inetutils 2.4 and busybox 1.35.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ShellMachineOptions, shellMachine } from "../../testing/shell-machine.ts";

const help = (name: string): string =>
  readFileSync(new URL(`testdata/help/${name}.txt`, import.meta.url), "utf8");

const IP = "10.99.129.175";
const options: ShellMachineOptions = {
  names: { web: IP },
  servers: { [`${IP}:80`]: { body: "hello\n" } },
  echoes: { [IP]: { kind: "reply" } },
};

interface Program {
  readonly name: string;
  readonly flavour: "busybox" | "debian";
  /** Each option as it is typed, with a value where it takes one. */
  readonly given: readonly (readonly string[])[];
  readonly operands: readonly string[];
}

/** `-O,  --output-document=FILE`, `-T timeout`, `--spider`. */
function byLines(text: string, pattern: RegExp): (readonly string[])[] {
  return [...text.matchAll(pattern)].flatMap(([, short, long, value]) => {
    const values = value === undefined || value.trim() === "" ? [] : ["1"];
    return [short, long].filter((name) => name !== undefined).map((name) => [name, ...values]);
  });
}

const PROGRAMS: Readonly<Record<string, Program>> = {
  "ping of iputils": {
    name: "ping",
    flavour: "debian",
    given: byLines(help("ping"), /^ {2}(-\w)()?( <[^>]+>)? {2}/gm),
    operands: ["-c1", "web"],
  },
  "ping of busybox": {
    name: "ping",
    flavour: "busybox",
    given: byLines(help("busybox-ping"), /^\t(-\w)()?( [A-Z/]+)?\t/gm),
    operands: ["-c1", "web"],
  },
  "wget of GNU": {
    name: "wget",
    flavour: "debian",
    given: byLines(help("wget"), /^ +(?:(-\w), +|-\w\w, )?(--[\w-]+)(=\S+)? {2}/gm),
    operands: ["web"],
  },
  "wget of busybox": {
    name: "wget",
    flavour: "busybox",
    given: byLines(help("busybox-wget"), /^\t(-\w|--[\w-]+)()?( [A-Za-z/]+)?\t/gm),
    operands: ["web"],
  },
  curl: {
    name: "curl",
    flavour: "debian",
    given: byLines(help("curl"), /^ (?:(-.),| {3}) (--[\w.-]+)( [<[]\S+)?/gm),
    operands: ["-s", "web"],
  },
  dig: {
    name: "dig",
    flavour: "debian",
    given: [
      ...[...help("dig").matchAll(/^ +\+(\[no\])?([\w-]+)(\[?=\S+)?/gm)].flatMap(([, no, name, value]) => [
        [`+${name}${value === undefined || value.startsWith("[") ? "" : "=1"}`],
        ...(no === undefined ? [] : [[`+no${name}`]]),
      ]),
      ...byLines(help("dig"), /^ +(-\w)()?( \S+)? +\(/gm),
    ],
    operands: ["web"],
  },
  host: {
    name: "host",
    flavour: "debian",
    given: byLines(help("host"), /^ +(-\w)()? /gm).map(([letter = ""]) =>
      "cmNpRtW".includes(letter[1] ?? "") ? [letter, letter === "-t" ? "A" : "1"] : [letter],
    ),
    operands: ["web"],
  },
  "nc of OpenBSD": {
    name: "nc",
    flavour: "debian",
    given: byLines(help("nc-openbsd"), /^\t\t(-\w)()?( [\w[\]:]+)?\t/gm),
    operands: ["-z", "web", "80"],
  },
  "telnet of inetutils": {
    name: "telnet",
    flavour: "debian",
    given: byLines(help("telnet"), /^ +(?:(-.), )?(--[\w-]+)(=[A-Z]+)? {2}/gm).map(([name = "", value]) =>
      value === undefined ? [name] : name.startsWith("--") ? [`${name}=${value}`] : [name, value],
    ),
    operands: ["web", "80"],
  },
  "telnet of busybox": {
    name: "telnet",
    flavour: "busybox",
    given: [["-a"], ["-l", "x"]],
    operands: ["web", "80"],
  },
  "nslookup of busybox": {
    name: "nslookup",
    flavour: "busybox",
    given: [
      ["-debug"],
      ..."soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any".split(",").map((type) => [`-type=${type}`]),
    ],
    operands: ["web"],
  },
};
const UNKNOWN = /invalid option|illegal option|unrecognized option|Invalid option|is unknown|is ambiguous/;

describe.each(Object.entries(PROGRAMS))("%s", (_, { name, flavour, given, operands }) => {
  test("knows every option of its help", async () => {
    expect(given.length).toBeGreaterThan(1);
    const refused: string[] = [];
    for (const option of given) {
      const { stdout, stderr } = await shellMachine({ ...options, flavour }).exec([
        name,
        ...option,
        ...operands,
      ]);
      if (UNKNOWN.test(stdout + stderr))
        refused.push(`${option.join(" ")}: ${(stdout + stderr).split("\n")[0]}`);
    }
    expect(refused).toEqual([]);
  });
});

test.each([
  ["ping", "debian", "-Z", `ping: invalid option -- 'Z'\n${help("ping")}`, 2],
  ["host", "debian", "-z", `host: illegal option -- z\n${help("host")}`, 1],
  [
    "telnet",
    "debian",
    "-z",
    "telnet: invalid option -- 'z'\nTry 'telnet --help' or 'telnet --usage' for more information.\n",
    64,
  ],
] as const)("%s of %s refuses %s as the real one does", async (name, flavour, option, stderr, exitCode) => {
  const result = await shellMachine({ ...options, flavour }).exec([name, option, "web"]);
  expect(result).toEqual({ stdout: "", stderr, exitCode });
});

test.each([
  ["ping", "-Q", "3 web", ""],
  ["ping", "-f", "web", "ping: -f: this option is not part of this simulation\n"],
  ["wget", "-r", "web", "wget: -r: this option is not part of this simulation\n"],
  ["dig", "+dnssec", "web", "dig: +dnssec: this option is not part of this simulation\n"],
])("%s %s is taken or named", async (name, option, rest, stderr) => {
  const { exec } = shellMachine({ ...options, flavour: "debian" });
  expect((await exec([name, option, ...rest.split(" ")])).stderr).toBe(stderr);
});

test("ping of busybox refuses with its whole usage", async () => {
  const { stderr, exitCode } = await shellMachine({ ...options, flavour: "busybox" }).exec([
    "ping",
    "-Q",
    "3",
  ]);
  const [, ...usage] = help("busybox-ping").split("\n");
  expect([stderr.split("\n")[0], stderr.split("\n").slice(2).join("\n"), exitCode]).toEqual([
    "ping: invalid option -- 'Q'",
    usage.join("\n"),
    1,
  ]);
});

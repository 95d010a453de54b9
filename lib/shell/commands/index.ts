/** Which programs the machines have, and where each comes from. To add one: write its file here, and a line below. */
import type { Machine, ShellCommand, WrapperCommand } from "../command.ts";
import { absent, absentBuiltins, absentEverywhere } from "./absent.ts";
import { cmp } from "./cmp.ts";
import { curl } from "./curl.ts";
import { date } from "./date.ts";
import { diff } from "./diff.ts";
import { dig } from "./dig.ts";
import { env, printenv } from "./env.ts";
import { FILE_PROGRAMS, worded } from "./file-words.ts";
import { getent } from "./getent.ts";
import { grep } from "./grep.ts";
import { head } from "./head.ts";
import { host } from "./host.ts";
import { dnsdomainname, hostname } from "./hostname.ts";
import { id, whoami } from "./identity.ts";
import { ifconfig, route } from "./ifconfig.ts";
import { ip } from "./ip.ts";
import { jobs } from "./jobs.ts";
import { kill } from "./kill.ts";
import { ls } from "./ls.ts";
import { nc } from "./nc.ts";
import { chroot, iptables, iptablesSave, ipvsadm, nft } from "./node-rules.ts";
import { nslookup } from "./nslookup.ts";
import { paste } from "./paste.ts";
import { ping } from "./ping.ts";
import { pgrep, pidof, ps } from "./ps.ts";
import { shellNamed, shellProgram, zsh } from "./sh.ts";
import { sleep } from "./sleep.ts";
import { netstat, ss } from "./sockets.ts";
import { telnet } from "./telnet.ts";
import { timeout } from "./timeout.ts";
import { uniq } from "./uniq.ts";
import { wait } from "./wait.ts";
import { wget } from "./wget.ts";
import { xargs } from "./xargs.ts";

/** @param machine with the flavour of this very program. */
type Maker<Program> = (machine: Machine) => Program | undefined;
type Makers<Program> = Readonly<Record<string, Maker<Program>>>;

/** Programs that stand on their own: they run without a shell around them. */
const programs: Makers<ShellCommand> = {
  curl: (machine) => machine.network && curl(machine, machine.network),
  cmp,
  date,
  dig: (machine) => machine.network && dig(machine, machine.network),
  getent: (machine) => machine.network && getent(machine, machine.network),
  host: (machine) => machine.network && host(machine, machine.network),
  dnsdomainname,
  hostname,
  id: () => id,
  ifconfig: (machine) => machine.network && ifconfig(machine, machine.network),
  ip: (machine) => machine.network && ip(machine, machine.network),
  "iptables-save": iptablesSave,
  iptables,
  ipvsadm,
  nft,
  netstat: (machine) => machine.network && netstat(machine, machine.network),
  nslookup: (machine) => machine.network && nslookup(machine, machine.network),
  ping: (machine) => machine.network && ping(machine, machine.network),
  printenv: () => printenv,
  route: (machine) => machine.network && route(machine, machine.network),
  sleep,
  ss: (machine) => machine.network && ss(machine, machine.network),
  telnet: (machine) => machine.network && telnet(machine, machine.network),
  wget: (machine) => machine.network && wget(machine, machine.network),
  whoami: () => whoami,
};

/** Programs that start others, or that stand around the engine's own. */
const wrappers: Makers<WrapperCommand> = {
  ...Object.fromEntries(FILE_PROGRAMS.map((name) => [name, worded(name)])),
  ash: () => shellNamed("ash"),
  bash: (machine) => shellProgram("bash", machine),
  chroot,
  dash: () => shellNamed("dash"),
  diff: (machine) => (machine.flavour === "debian" ? diff : undefined),
  egrep: () => grep,
  env: () => env,
  fgrep: () => grep,
  grep: () => grep,
  head: worded("head", head),
  ls: worded("ls", ls),
  nc: (machine) => machine.network && nc(machine, machine.network),
  netcat: (machine) => machine.network && nc(machine, machine.network),
  paste: worded("paste", paste),
  pgrep,
  pidof,
  ps,
  sh: (machine) => shellProgram("sh", machine),
  timeout,
  uniq: worded("uniq", uniq),
  xargs: () => xargs,
  zsh: () => zsh,
};

/** What bash has built in, so that it is wherever bash is. */
const builtins: Makers<WrapperCommand> = { jobs: () => jobs, kill: () => kill, wait };

/** What bash has built in, though the engine has them as programs: there wherever a shell is. */
const BUILTINS = ["alias", "echo", "false", "history", "printf", "pwd", "true", "unalias"];

/** Built in, and no programs for the engine. */
const SYNTAX = ["[", "[[", "test"];

/** The engine's own programs, as far as real machines have them. */
const BUNDLED = `
  awk base64 bash basename cat chmod clear column comm cp cut diff dirname du egrep env expand expr
  fgrep file find fold grep gunzip gzip head help join jq ln ls md5sum mkdir mv nl od paste readlink
  rev rm rmdir sed seq sh sha1sum sha256sum sort split stat strings tac tail tar tee time touch tr
  tree unexpand uniq wc which xargs yq zcat
`
  .trim()
  .split(/\s+/);

const KNOWN: ReadonlySet<string> = new Set([
  ...[...BUILTINS, ...SYNTAX, ...BUNDLED],
  ...[programs, wrappers, builtins].flatMap((makers) => Object.keys(makers)),
]);

/** @param allowed the names that exist on the machine; absent: all. */
export function bundledPrograms(allowed: readonly string[] | undefined): readonly string[] {
  return [...BUILTINS, ...BUNDLED.filter((name) => allowed === undefined || allowed.includes(name))];
}

export function ownWrappers(
  machine: Machine,
  allowed: readonly string[] | undefined,
): Readonly<Record<string, WrapperCommand>> {
  return { ...make(builtins, machine, undefined), ...make(wrappers, machine, allowed) };
}

export function ownPrograms(
  machine: Machine,
  allowed: readonly string[] | undefined,
): Readonly<Record<string, ShellCommand>> {
  const builtin = Object.fromEntries(absentBuiltins.map((name) => [name, absent(name)]));
  return { ...builtin, ...make(programs, machine, allowed) };
}

/** The programs that the real machine has and this one only speaks of. */
export function missingPrograms(allowed: readonly string[] | undefined): readonly string[] {
  return (allowed ?? absentEverywhere).filter((name) => !KNOWN.has(name));
}

function make<Program>(
  makers: Makers<Program>,
  machine: Machine,
  allowed: readonly string[] | undefined,
): Record<string, Program> {
  const made: Record<string, Program> = {};
  const packaged: Machine = { ...machine, flavour: "debian" };
  for (const [name, maker] of Object.entries(makers)) {
    const its = machine.packaged?.includes(name) ? packaged : machine;
    const program = allowed === undefined || allowed.includes(name) ? maker(its) : undefined;
    if (program !== undefined) made[name] = program;
  }
  return made;
}

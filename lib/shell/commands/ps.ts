/**
 * `ps`, `pgrep` and `pidof`: the first process of the container, what the shell started in the background, and `ps` itself;
 * in a Pod with `hostPID`, those of its node.
 * Texts measured with busybox 1.37 and procps 4.0. Leaves out: threads, memory and processor time, which nothing uses.
 */
import {
  fail,
  type Machine,
  type MainProcess,
  succeed,
  type WrapperCommand,
  type WrapperContext,
} from "../command.ts";
import { busyboxBanner } from "./busybox.ts";
import { user } from "./identity.ts";
import { formatTime } from "./time-format.ts";

interface Process {
  readonly pid: number;
  readonly ppid: number;
  readonly user: string;
  readonly args: string;
  readonly startedAtMs: number;
}

/** The first number that a program gets which is started beside the first process. */
const OWN_PID = 7;

const COLUMNS: Readonly<
  Record<string, readonly [head: string, width: number, cell: (process: Process) => string]>
> = {
  pid: ["PID", -5, ({ pid }) => String(pid)],
  ppid: ["PPID", -5, ({ ppid }) => String(ppid)],
  user: ["USER", 8, (process) => process.user],
  comm: ["COMMAND", 16, ({ args }) => nameOf(args)],
  args: ["COMMAND", 0, ({ args }) => args],
  cmd: ["CMD", 0, ({ args }) => args],
  stat: ["STAT", 4, () => "S"],
  time: ["TIME", -8, () => "00:00:00"],
};

function nameOf(args: string): string {
  const [first = ""] = args.split(" ");
  return first.slice(first.lastIndexOf("/") + 1);
}

function processesOf(machine: Machine, context: WrapperContext, own: string): readonly Process[] {
  const { mainProcess, nodeProcesses, epochMs, loop } = machine;
  const name = user(context).name;
  const now = epochMs + loop.now;
  const all: Process[] = (context.jobs?.running ?? []).map(({ pid, text }) => {
    return { pid, ppid: 1, user: name, args: text, startedAtMs: now };
  });
  if (nodeProcesses !== undefined) return onNode(nodeProcesses, all, own, now);
  if (mainProcess !== undefined)
    all.unshift({
      pid: 1,
      ppid: 0,
      user: name,
      args: mainProcess.argv.join(" "),
      startedAtMs: mainProcess.startedAtMs,
    });
  // A first process that is `ps` sees itself once.
  if (mainProcess?.argv.join(" ") === own) return all.sort((one, other) => one.pid - other.pid);
  const pid = mainProcess === undefined ? 100 : OWN_PID;
  all.push({ pid, ppid: mainProcess === undefined ? 1 : 0, user: name, args: own, startedAtMs: now });
  return all.sort((one, other) => one.pid - other.pid);
}

/** What runs on every node besides containers: numbers and command lines as on a node of kubeadm. */
const NODE_PROGRAMS = [
  [1, "/sbin/init"],
  [243, "/usr/local/bin/containerd"],
  [
    412,
    "/usr/bin/kubelet --kubeconfig=/etc/kubernetes/kubelet.conf --config=/var/lib/kubelet/config.yaml --container-runtime-endpoint=unix:///run/containerd/containerd.sock",
  ],
] as const;
const FIRST_CONTAINER_PID = 650;
const CONTAINER_PIDS = 37;

function onNode(
  containers: Iterable<MainProcess>,
  jobs: readonly Process[],
  own: string,
  now: number,
): readonly Process[] {
  const root = { ppid: 1, user: "root" };
  const programs = NODE_PROGRAMS.map(([pid, args]) => ({
    ...root,
    pid,
    ppid: pid === 1 ? 0 : 1,
    args,
    startedAtMs: 0,
  }));
  const first = [...containers].map(({ argv, startedAtMs }, at) => {
    return { ...root, pid: FIRST_CONTAINER_PID + CONTAINER_PIDS * at, args: argv.join(" "), startedAtMs };
  });
  const last = first.at(-1)?.pid ?? FIRST_CONTAINER_PID;
  const mine = { ...root, pid: last + CONTAINER_PIDS, args: own, startedAtMs: now };
  return [...programs, ...first, ...jobs, ...(first.at(-1)?.args === own ? [] : [mine])];
}

export function ps(machine: Machine): WrapperCommand {
  return async (args, context) => {
    const all = processesOf(machine, context, ["ps", ...args].join(" "));
    const at = args.findIndex((arg) => /^-?[a-zA-Z]*o$/.test(arg) || arg.startsWith("-o"));
    if (at >= 0) {
      const wanted = args[at]?.startsWith("-o") && args[at] !== "-o" ? args[at]?.slice(2) : args[at + 1];
      return chosenColumns(all, wanted ?? "");
    }
    const letters = args.join("").replaceAll("-", "");
    if (machine.flavour === "busybox") return asBusybox(machine, all, letters);
    const unknown = [...letters].find((letter) => !"aAdefFgjlNTuUwxHxh".includes(letter));
    if (unknown !== undefined)
      return fail(1, `ps: ${unknown}: this option is not part of this simulation: ps, ps -ef and ps aux are`);
    return succeed(
      letters.includes("u") ? asAux(all) : letters.includes("f") ? asFull(all) : asShort(all, letters),
    );
  };
}

function asBusybox(machine: Machine, all: readonly Process[], letters: string) {
  const unknown = [...letters].find((letter) => !"aeflTuwx".includes(letter));
  if (unknown !== undefined)
    return fail(
      1,
      `ps: invalid option -- '${unknown}'\n${busyboxBanner(machine)}\n\nUsage: ps [-o COL1,COL2=HEADER] [-T]\n\nShow list of processes\n\n\t-o COL1,COL2=HEADER\tSelect columns for display\n\t-T\t\t\tShow threads`,
    );
  const rows = all.map(
    ({ pid, user: owner, args }) => `${String(pid).padStart(5)} ${owner.padEnd(8)}  0:00 ${args}\n`,
  );
  return succeed(`PID   USER     TIME  COMMAND\n${rows.join("")}`);
}

function asShort(all: readonly Process[], letters: string): string {
  const shown = /[aAex]/.test(letters) ? all : all.filter(({ pid }) => pid !== 1);
  const rows = shown.map(({ pid, args }) => `${String(pid).padStart(7)} ?        00:00:00 ${nameOf(args)}\n`);
  return `    PID TTY          TIME CMD\n${rows.join("")}`;
}

function asFull(all: readonly Process[]): string {
  const rows = all.map(({ pid, ppid, user: owner, args, startedAtMs }) => {
    const numbers = `${String(pid).padStart(7)} ${String(ppid).padStart(7)}  0`;
    return `${owner.padEnd(8)} ${numbers} ${formatTime("%H:%M", startedAtMs)} ?        00:00:00 ${args}\n`;
  });
  return `UID          PID    PPID  C STIME TTY          TIME CMD\n${rows.join("")}`;
}

function asAux(all: readonly Process[]): string {
  const rows = all.map(({ pid, user: owner, args, startedAtMs }) => {
    const start = formatTime("%H:%M", startedAtMs);
    return `${owner.padEnd(8)} ${String(pid).padStart(7)}  0.0  0.0      0     0 ?        S    ${start}   0:00 ${args}\n`;
  });
  return `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${rows.join("")}`;
}

function chosenColumns(all: readonly Process[], wanted: string) {
  const columns = wanted.split(",").map((text) => {
    const [name = "", head] = text.split("=");
    return { column: COLUMNS[name], name, head };
  });
  const lacking = columns.find(({ column }) => column === undefined);
  if (lacking !== undefined)
    return fail(
      1,
      `ps: -o ${lacking.name}: this column is not part of this simulation: ${Object.keys(COLUMNS).join(", ")} are`,
    );
  const line = (cells: readonly string[]): string =>
    `${cells
      .map((cell, at) => {
        const width = columns[at]?.column?.[1] ?? 0;
        return width < 0 ? cell.padStart(-width) : at === cells.length - 1 ? cell : cell.padEnd(width);
      })
      .join(" ")}\n`;
  const heads = columns.map(({ column, head }) => head ?? column?.[0] ?? "");
  const isBare = heads.every((head) => head === "");
  const rows = all.map((process) => line(columns.map(({ column }) => column?.[2](process) ?? "")));
  return succeed((isBare ? "" : line(heads)) + rows.join(""));
}

export function pgrep(machine: Machine): WrapperCommand {
  return async (args, context) => {
    const options = args
      .filter((arg) => arg.startsWith("-"))
      .join("")
      .replaceAll("-", "");
    const [pattern] = args.filter((arg) => !arg.startsWith("-"));
    if (pattern === undefined || /[^lafx]/.test(options))
      return fail(
        2,
        "pgrep: give a pattern, and -l, -a, -f or -x: the other options are not part of this simulation",
      );
    const isWhole = options.includes("x");
    const found = processesOf(machine, context, "").filter(({ args: line }) => {
      const text = options.includes("f") ? line : nameOf(line);
      return line !== "" && (isWhole ? text === pattern : text.includes(pattern));
    });
    const rows = found.map(({ pid, args: line }) =>
      options.includes("a")
        ? `${pid} ${line}\n`
        : options.includes("l")
          ? `${pid} ${nameOf(line)}\n`
          : `${pid}\n`,
    );
    return { stdout: rows.join(""), stderr: "", exitCode: found.length > 0 ? 0 : 1 };
  };
}

export function pidof(machine: Machine): WrapperCommand {
  return async (args, context) => {
    const names = args.filter((arg) => !arg.startsWith("-"));
    const found = processesOf(machine, context, "").filter(({ args: line }) => names.includes(nameOf(line)));
    if (found.length === 0) return { stdout: "", stderr: "", exitCode: 1 };
    return succeed(`${found.map(({ pid }) => pid).join(" ")}\n`);
  };
}

/** `date`, of the simulated clock, always UTC. Texts: GNU coreutils 9.1. Leaves out: setting the clock, TZ, -r, locales. */
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";
import { formatTime } from "./time-format.ts";

const TRY_HELP = "\nTry 'date --help' for more information.";
const DEFAULT_FORMAT = "%a %b %e %H:%M:%S %Z %Y";
const RFC_EMAIL = "%a, %d %b %Y %H:%M:%S %z";
const ISO: Readonly<Record<string, string>> = {
  "": "%F",
  date: "%F",
  hours: "%FT%H%:z",
  minutes: "%FT%H:%M%:z",
  seconds: "%FT%T%:z",
  ns: "%FT%T,%N%:z",
};
const RFC_3339: Readonly<Record<string, string>> = { date: "%F", seconds: "%F %T%:z", ns: "%F %T.%N%:z" };

interface Settings {
  format: string;
  at?: string;
}

export function date(machine: Machine): ShellCommand {
  return async (args) => {
    const nowMs = machine.epochMs + machine.loop.now;
    const settings = parse(args);
    if (typeof settings === "string") return fail(1, settings);
    const timeMs = settings.at === undefined ? nowMs : parseTime(settings.at, nowMs);
    return timeMs === undefined
      ? fail(1, `date: invalid date '${settings.at}'`)
      : succeed(`${formatTime(settings.format, timeMs)}\n`);
  };
}

function parse(args: readonly string[]): Settings | string {
  const settings: Settings = { format: DEFAULT_FORMAT };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const [name = "", value] = arg.startsWith("--")
      ? split(arg)
      : [arg.slice(0, 2), arg.slice(2) || undefined];
    if (arg.startsWith("+")) {
      if (settings.format !== DEFAULT_FORMAT) return `date: extra operand '${arg}'${TRY_HELP}`;
      settings.format = arg.slice(1);
    } else if (!arg.startsWith("-"))
      return args.length > 1 ? `date: extra operand '${arg}'${TRY_HELP}` : `date: invalid date '${arg}'`;
    else if (name === "-u" || name === "--utc" || name === "--universal") continue;
    else if (name === "-d" || name === "--date") {
      settings.at = value ?? args[++at] ?? "";
    } else if (name === "-R" || name === "--rfc-email") settings.format = RFC_EMAIL;
    else if (name === "-I" || name === "--iso-8601" || name === "--rfc-3339") {
      const format = (name === "--rfc-3339" ? RFC_3339 : ISO)[value ?? ""];
      if (format === undefined)
        return `date: invalid argument '${value ?? ""}' for '${name === "-I" ? "--iso-8601" : name}'${TRY_HELP}`;
      settings.format = format;
    } else
      return name.startsWith("--")
        ? `date: unrecognized option '${name}'${TRY_HELP}`
        : `date: invalid option -- '${name[1] ?? ""}'${TRY_HELP}`;
  }
  return settings;
}

function split(option: string): readonly [string, string | undefined] {
  const at = option.indexOf("=");
  return at < 0 ? [option, undefined] : [option.slice(0, at), option.slice(at + 1)];
}

const STEP_MS: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const DAYS: Readonly<Record<string, number>> = {
  now: 0,
  today: 0,
  yesterday: -86_400_000,
  tomorrow: 86_400_000,
};

function parseTime(text: string, nowMs: number): number | undefined {
  const words = text.trim().toLowerCase();
  const day = DAYS[words];
  if (day !== undefined) return nowMs + day;
  const epoch = /^@(-?\d+(?:\.\d+)?)$/.exec(words);
  if (epoch !== null) return Number(epoch[1]) * 1000;
  const relative = /^([+-]?)\s*(\d+)\s*([a-z]+?)s?(\s+ago)?$/.exec(words);
  const stepMs = STEP_MS[relative?.[3] ?? ""];
  if (relative !== null && stepMs !== undefined) {
    const isPast = (relative[1] === "-") !== (relative[4] !== undefined);
    return nowMs + Number(relative[2]) * stepMs * (isPast ? -1 : 1);
  }
  const absolute =
    /^(\d{4}-\d{2}-\d{2})(?:[t ]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/.exec(
      words,
    );
  if (absolute === null) return undefined;
  const zone =
    absolute[3] === undefined || /[a-z]/.test(absolute[3])
      ? "Z"
      : absolute[3].replace(/(\d\d):?(\d\d)$/, "$1:$2");
  const timeMs = Date.parse(`${absolute[1]}T${(absolute[2] ?? "00:00").padStart(5, "0")}${zone}`);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

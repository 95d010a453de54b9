/**
 * What programs of the engine say about files that are not there, in the words of GNU's or of busybox's own. Texts measured
 * with coreutils 9.1, its neighbours in Debian 12, and busybox 1.35.
 */
import type { ExecResult } from "../../api/api.ts";
import { fail, type Machine, type WrapperCommand, type WrapperContext } from "../command.ts";

/** What stands around the file's name, `%`, and the exit code where it is not 1. Others say the name alone, and end with 1. */
type Wording = readonly [words: string, exitCode?: number];
const GNU: Readonly<Record<string, Wording>> = {
  awk: ["cannot open % (No such file or directory)", 2],
  chmod: ["cannot access '%'"],
  cp: ["cannot stat '%'"],
  du: ["cannot access '%'"],
  find: ["'%'"],
  head: ["cannot open '%' for reading"],
  ls: ["cannot access '%'", 2],
  mkdir: ["cannot create directory '%'"],
  mv: ["cannot stat '%'"],
  rev: ["cannot open %"],
  rm: ["cannot remove '%'"],
  rmdir: ["failed to remove '%'"],
  sed: ["can't read %", 2],
  sort: ["cannot read: %", 2],
  split: ["cannot open '%' for reading"],
  stat: ["cannot statx '%'"],
  tac: ["failed to open '%' for reading"],
  tail: ["cannot open '%' for reading"],
  touch: ["cannot touch '%'"],
};
const BUSYBOX: Readonly<Record<string, Wording>> = {
  cat: ["can't open '%'"],
  cp: ["can't stat '%'"],
  md5sum: ["can't open '%'"],
  mkdir: ["can't create directory '%'"],
  mv: ["can't rename '%'"],
  rm: ["can't remove '%'"],
  rmdir: ["'%'"],
  sort: ["%", 2],
  stat: ["can't stat '%'"],
  tail: ["can't open '%'"],
  uniq: ["can't open '%'"],
};
/** What those that put a file somewhere say when there is no such folder; `@` is what they were to put there. */
const GNU_TARGET: Readonly<Record<string, Wording>> = {
  cp: ["cannot create regular file '%'"],
  ln: ["failed to create symbolic link '%'"],
  mv: ["cannot move '@' to '%'"],
  sort: ["open failed: %", 2],
};
const BUSYBOX_TARGET: Readonly<Record<string, Wording>> = {
  cp: ["can't create '%'"],
  ln: ["%"],
  mv: ["can't rename '@'"],
  sort: ["can't open '%'", 2],
};
const MISSING = "No such file or directory";

/** The programs of the engine that name files, without those that are wrapped for other reasons. */
export const FILE_PROGRAMS: readonly string[] = `
  awk base64 cat chmod column comm cp cut du expand find fold join ln md5sum mkdir mv nl od paste rev rm rmdir sed sha1sum
  sha256sum sort split stat strings tac tail touch unexpand wc`
  .trim()
  .split(/\s+/);

/** @param program what is wrapped; default: the engine's own of the name. */
export function worded(name: string, program?: WrapperCommand): (machine: Machine) => WrapperCommand {
  return (machine) => async (args, context) => {
    const run = program === undefined ? context.bundled(args) : program(args, context);
    const result = await run.catch((error: Error) => lost(name, error));
    const target = result.exitCode === 0 ? undefined : await lostTarget(name, machine.flavour, args, context);
    return target ?? reworded(name, machine.flavour, args, result);
  };
}

/** @returns what is said when the folder is missing into which a program was to put something. */
async function lostTarget(
  name: string,
  flavour: Machine["flavour"],
  args: readonly string[],
  context: WrapperContext,
): Promise<ExecResult | undefined> {
  const wording = (flavour === "busybox" ? BUSYBOX_TARGET : GNU_TARGET)[name];
  if (wording === undefined) return undefined;
  const [words, exitCode = 1] = wording;
  const [source = "", ...others] = args.filter((arg) => !arg.startsWith("-"));
  const target = name === "sort" ? args[args.indexOf("-o") + 1] : others.at(-1);
  const folder = /^(.*)\/[^/]+\/?$/.exec(target ?? "")?.[1];
  if (target === undefined || !folder || (await context.readFolder(folder)) !== undefined) return undefined;
  const isThere = name === "ln" || (await context.readFile(source).catch(() => undefined)) !== undefined;
  if (!isThere && name !== "sort") return undefined;
  const said = words.replace("@", () => source).replace("%", () => target);
  return fail(exitCode, `${name}: ${said}: ${MISSING}`);
}

/** Some programs of the engine throw its file system's error at whoever called them. */
function lost(name: string, error: Error): ExecResult {
  if (!error.message.startsWith("ENOENT")) throw error;
  return { stdout: "", stderr: `${name}: ${error.message}\n`, exitCode: 1 };
}

function reworded(
  name: string,
  flavour: Machine["flavour"],
  args: readonly string[],
  result: ExecResult,
): ExecResult {
  // A checksum of the engine names a missing file on standard output.
  const line = new RegExp(`^${name}: .*: ${MISSING}\n`, "gm");
  const isSum = name.endsWith("sum");
  const stderr = isSum ? (result.stdout.match(line) ?? []).join("") + result.stderr : result.stderr;
  const stdout = isSum ? result.stdout.replace(line, "") : result.stdout;
  if (result.exitCode === 0 || !stderr.startsWith(`${name}: `)) return { ...result, stdout, stderr };
  const [words, exitCode = 1] = (flavour === "busybox" ? BUSYBOX : GNU)[name] ?? ["%"];
  let isMissing = false;
  const lines = stderr.split("\n").map((text) => {
    const file = missingFile(name, args, text);
    if (file === undefined) return text;
    isMissing = true;
    const said = words.replace("%", () => file);
    return said.includes(MISSING) ? `${name}: ${said}` : `${name}: ${said}: ${MISSING}`;
  });
  const isUnknown =
    flavour === "debian" && new RegExp(`^${name}: (?:unrecognized|invalid) option`).test(stderr);
  const help = isUnknown && !stderr.includes("--help") ? `Try '${name} --help' for more information.\n` : "";
  return { stdout, stderr: lines.join("\n") + help, exitCode: isMissing ? exitCode : result.exitCode };
}

/** The file that a line of the engine says is not there, as it was typed. */
function missingFile(name: string, args: readonly string[], line: string): string | undefined {
  if (!line.startsWith(`${name}: `)) return undefined;
  const text = line.slice(name.length + 2);
  const internal = /^(?:cannot [a-z]+ '.*': )?ENOENT: no such file or directory, \w+ '(.*)'$/.exec(text)?.[1];
  if (internal !== undefined)
    return args.find((arg) => internal.endsWith(`/${arg}`) || internal === arg) ?? internal;
  return /^(?:(?:cannot|can't|failed to) [a-z ]+ )?'?(.+?)'?: No such file or directory$/.exec(text)?.[1];
}

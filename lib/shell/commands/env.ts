/** `env` and `printenv`: exported variables, in the order in which they were set. Leaves out: env -S, --chdir. */
import { fail, type ShellCommand, succeed, type WrapperCommand } from "../command.ts";

export const env: WrapperCommand = async (args, context) => {
  const unset = new Set<string>();
  const assignments: Record<string, string> = {};
  let isEmpty = false;
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? "";
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg);
    if (arg === "-i" || arg === "-" || arg === "--ignore-environment") isEmpty = true;
    else if (arg === "-u") unset.add(args[++at] ?? "");
    else if (assignment !== null) assignments[assignment[1] ?? ""] = assignment[2] ?? "";
    else if (arg.startsWith("-"))
      return fail(125, `env: invalid option -- '${arg[1]}'\nTry 'env --help' for more information.`);
    else break;
  }
  const inherited = isEmpty ? [] : [...context.env].filter(([name]) => !unset.has(name));
  const variables = { ...Object.fromEntries(inherited), ...assignments };
  if (at < args.length)
    return context.start(args.slice(at), {
      env: isEmpty || unset.size > 0 ? variables : assignments,
      emptyEnv: isEmpty || unset.size > 0,
      stdin: context.stdin,
      passesOn: (stderr) => stderr,
    });
  return succeed(lines(variables));
};

export const printenv: ShellCommand = async (args, { env: variables }) => {
  if (args.length === 0) return succeed(lines(Object.fromEntries(variables)));
  const values = args.map((name) => variables.get(name));
  const found = values.filter((value) => value !== undefined);
  return {
    stdout: found.map((value) => `${value}\n`).join(""),
    stderr: "",
    exitCode: found.length === values.length ? 0 : 1,
  };
};

function lines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

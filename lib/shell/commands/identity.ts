/** `whoami`, `id`: who one is. Containers run as root; elsewhere $USER is the one user, with uid 1000. */
import { fail, type ShellCommand, type ShellCommandContext, succeed } from "../command.ts";

export const whoami: ShellCommand = async (_, context) => succeed(`${user(context).name}\n`);

export const id: ShellCommand = async (args, context) => {
  const { name, number } = user(context);
  const flags = args.join("").replaceAll("-", "");
  if (flags === "")
    return succeed(`uid=${number}(${name}) gid=${number}(${name}) groups=${number}(${name})\n`);
  if (!/^n?[ugG]n?$/.test(flags))
    return fail(1, `id: invalid option -- '${flags.replace(/[ugGn]/g, "")[0] ?? flags}'`);
  return succeed(`${flags.includes("n") ? name : number}\n`);
};

export function user({ env }: ShellCommandContext): { readonly name: string; readonly number: number } {
  const name = env.get("USER") ?? "root";
  return { name, number: name === "root" ? 0 : 1000 };
}

/** `jobs`, as bash has it built in. Leaves out -n, -r, -s and -x. */
import { fail, succeed, type WrapperCommand } from "../command.ts";

export const jobs: WrapperCommand = async (args, { jobs: table }) => {
  const letters = args.filter((arg) => arg.startsWith("-")).join("");
  const unknown = /[^-lp]/.exec(letters)?.[0];
  if (unknown !== undefined)
    return fail(
      2,
      `bash: jobs: -${unknown}: invalid option\njobs: usage: jobs [-lnprs] [jobspec ...] or jobs -x command [args]`,
    );
  if (table === undefined) return succeed();
  const specs = args.filter((arg) => !arg.startsWith("-"));
  const missing = specs.find((spec) => table.find(spec) === undefined);
  if (missing !== undefined) return fail(1, `bash: jobs: ${missing}: no such job`);
  const listed = specs.length === 0 ? table.jobs : specs.flatMap((spec) => table.find(spec) ?? []);
  const lines = listed.map((job) =>
    letters.includes("p") ? `${job.pid}\n` : table.line(job, letters.includes("l")),
  );
  table.removeEnded();
  return succeed(lines.join(""));
};

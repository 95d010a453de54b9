/** `wait`, as bash has it built in. Leaves out -f and -p. */
import type { ExecResult } from "../../api/api.ts";
import type { Loop } from "../../sim/loop.ts";
import { onStop } from "../../sim/stop.ts";
import { fail, type Machine, succeed, type WrapperCommand } from "../command.ts";
import { type Job, type JobTable, shellBudgets } from "../engine/index.ts";
import { STOPPED } from "../until-stopped.ts";

const NOT_FOUND = 127;

export function wait(machine: Machine): WrapperCommand {
  return async (args, { jobs, signal, print }) => {
    const isForOne = args[0] === "-n";
    const specs = isForOne ? args.slice(1) : args;
    const option = specs.find((spec) => spec.startsWith("-"));
    if (option !== undefined)
      return fail(
        2,
        `bash: wait: ${option.slice(0, 2)}: invalid option\nwait: usage: wait [-fn] [-p var] [id ...]`,
      );
    if (jobs === undefined) return specs.length === 0 ? succeed() : unknown(specs[0] ?? "");
    const until = (chosen: readonly Job[]): Promise<void> => untilOneEnds(machine, chosen, signal);
    const result = isForOne
      ? await waitForOne(jobs, specs, until)
      : specs.length === 0
        ? await waitForAll(jobs, until)
        : await waitForEach(jobs, specs, until, print);
    return signal?.aborted === true ? STOPPED : result;
  };
}

type Until = (jobs: readonly Job[]) => Promise<void>;

async function waitForAll(table: JobTable, until: Until): Promise<ExecResult> {
  for (const job of [...table.jobs]) await until([job]);
  table.removeEnded();
  return succeed();
}

async function waitForOne(table: JobTable, specs: readonly string[], until: Until): Promise<ExecResult> {
  const chosen = specs.length === 0 ? table.jobs : specs.flatMap((spec) => table.find(spec) ?? []);
  if (chosen.length === 0) return { stdout: "", stderr: "", exitCode: NOT_FOUND };
  await until(chosen);
  const ended = chosen.find(({ exitCode }) => exitCode !== undefined);
  if (ended !== undefined) table.remove(ended);
  return { stdout: "", stderr: "", exitCode: ended?.exitCode ?? 0 };
}

/** @returns the exit code of the last. */
async function waitForEach(
  table: JobTable,
  specs: readonly string[],
  until: Until,
  print: (text: string, stream: "stderr") => void,
): Promise<ExecResult> {
  let exitCode = 0;
  let stderr = "";
  for (const spec of specs) {
    const job = table.find(spec);
    if (job === undefined) {
      const refused = table.recall(spec) === undefined ? unknown(spec) : undefined;
      stderr += refused?.stderr ?? "";
      exitCode = refused?.exitCode ?? table.recall(spec) ?? 0;
      continue;
    }
    await until([job]);
    if (table.isInteractive) print(table.line(job), "stderr");
    table.remove(job);
    exitCode = job.exitCode ?? 0;
  }
  return { stdout: "", stderr, exitCode };
}

function unknown(spec: string): ExecResult {
  if (spec.startsWith("%")) return fail(NOT_FOUND, `bash: wait: ${spec}: no such job`);
  if (/^\d+$/.test(spec)) return fail(NOT_FOUND, `bash: wait: pid ${spec} is not a child of this shell`);
  return fail(1, `bash: wait: \`${spec}': not a pid or valid job spec`);
}

/** No longer than until the signal, or than a script of a person may take. */
async function untilOneEnds(
  { loop, background = false }: Machine,
  jobs: readonly Job[],
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal?.aborted === true || jobs.some(({ exitCode }) => exitCode !== undefined)) return;
  const takeBack: (() => void)[] = [];
  await loop.park((wake: () => void) => {
    takeBack.push(...jobs.map((job) => job.onEnd(wake)));
    if (!background) takeBack.push(limited(loop, wake));
    if (signal !== undefined) takeBack.push(onStop(signal, wake));
  });
  for (const undo of takeBack) undo();
}

function limited(loop: Loop, wake: () => void): () => void {
  const timer = loop.schedule(shellBudgets.simulatedMs + 1, wake, { background: true });
  return () => timer.cancel();
}

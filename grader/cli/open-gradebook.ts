/** The gradebook of `--gradebook`, and the rules that hold for it. The database is loaded only where there is one. */

import type { Language } from "service-bootcamp";
import type { Gradebook } from "../gradebook/gradebook.ts";
import type { MarkRules } from "../marking/marks.ts";
import { NO_POLICY, type Policy, PolicyFault, readPolicy } from "../marking/policy.ts";
import type { DueDate } from "../submission/lateness.ts";
import { UsageError } from "./usage-error.ts";

/** @param isNew whether a file that does not exist is made. @throws GradebookFault */
export async function openGradebook(
  file: string,
  { isNew }: { readonly isNew: boolean },
): Promise<Gradebook> {
  const { Gradebook } = await import("../gradebook/gradebook.ts");
  return new Gradebook(file, { isNew });
}

export interface RuleOptions {
  /** A file. */
  readonly policy?: string;
  readonly due?: DueDate;
  readonly lang: Language;
}

/** What the command line says. @throws UsageError naming what is wrong with the policy. */
export function rulesSaid({ policy, due, lang }: RuleOptions): {
  readonly policy: Policy | undefined;
  readonly classDueMs: number | undefined;
} {
  try {
    return { policy: policy === undefined ? undefined : readPolicy(policy), classDueMs: due?.ms };
  } catch (error) {
    if (error instanceof PolicyFault) throw new UsageError(error.text[lang]);
    throw error;
  }
}

/** What was said last, now or by an earlier command. */
export async function rulesKept(
  book: Gradebook,
  said: Partial<ReturnType<typeof rulesSaid>> = {},
): Promise<MarkRules> {
  if (said.policy !== undefined) await book.set("policy", JSON.stringify(said.policy));
  if (said.classDueMs !== undefined) await book.set("dueMs", `${said.classDueMs}`);
  const [policy, dueMs] = [await book.setting("policy"), await book.setting("dueMs")];
  return {
    policy: policy === undefined ? NO_POLICY : (JSON.parse(policy) as Policy),
    classDueMs: dueMs === undefined ? undefined : Number(dueMs),
  };
}

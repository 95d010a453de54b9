import { archives } from "./archives.ts";
import type { Attack } from "./attack.ts";
import { budgets } from "./budgets.ts";
import { entries } from "./entries.ts";
import { notebooks } from "./notebooks.ts";
import { scripts } from "./scripts.ts";

export const attacks: readonly Attack[] = [...scripts, ...budgets, ...archives, ...entries, ...notebooks];

/** All report formats. A new one is a file here and a line below. */
import { json } from "./json.ts";
import type { Reporter } from "./reporter.ts";
import { terminal } from "./terminal.ts";

export const reporters: readonly Reporter[] = [json, terminal];

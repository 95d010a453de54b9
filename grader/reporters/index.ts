/** All report formats. A new one is a file here, a line below, and one in formats.ts. */
import { canvas } from "./canvas.ts";
import { csv } from "./class-csv.ts";
import { classroom50 } from "./classroom50.ts";
import type { FormatName } from "./formats.ts";
import { gradescope } from "./gradescope.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { moodle } from "./moodle.ts";
import type { Reporter } from "./reporter.ts";
import { similarity } from "./similarity-csv.ts";
import { terminal } from "./terminal.ts";

export const reporters: Readonly<Record<FormatName, Reporter>> = {
  json,
  terminal,
  html,
  csv,
  similarity,
  junit,
  gradescope,
  classroom50,
  canvas,
  moodle,
};

/** The `bootcamp` command as a process: `command-line.ts` does the work, and nothing of Node is left for a person to read. */
import { languageAsked, runCommandLine } from "./command-line.ts";
import { sentenceOfFault } from "./unforeseen.ts";

const args = process.argv.slice(2);
// Who reads our output may have seen enough: `bootcamp run lab.sh | head -1`.
process.stdout.on("error", () => process.exit());
// What Node warns of is no learner's affair.
if (process.env.BOOTCAMP_DEBUG !== "1") process.removeAllListeners("warning");
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error) => {
    console.error(sentenceOfFault(error, languageAsked(args)));
    process.exit(1);
  });
}
void runCommandLine(args).then((exitCode) => {
  process.exitCode = exitCode;
});

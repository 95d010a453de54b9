#!/usr/bin/env node
/** The `bootcamp` command: reads the command line, and leaves the work to one file for each command. */
import { Command, InvalidArgumentError, Option } from "commander";
import { lab } from "./lab.ts";
import { type Language, languageOf } from "./lab-texts.ts";

const program = new Command("bootcamp");

program
  .command("lab")
  .description("open the course in JupyterLab, installing what is missing")
  .option("--no-browser", "only print the address")
  .option("--port <number>", "a fixed port", portNumber)
  .addOption(languageOption())
  .action(async (options: { browser: boolean; port?: number; lang: Language }) => {
    process.exitCode = await lab(options);
  });

await program.parseAsync();

function languageOption(): Option {
  return new Option("--lang <language>", "language of the course").choices(["ko", "en"]).default(languageOf(process.env));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new InvalidArgumentError("It is a number from 1 to 65535.");
  return port;
}

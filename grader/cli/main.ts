#!/usr/bin/env node
import { Command } from "commander";
import { lab } from "./lab.ts";
import { type Language, languageOf } from "./lab-texts.ts";

const program = new Command("bootcamp");
program
  .command("lab")
  .description("opens the course in JupyterLab")
  .option("--no-browser", "only print the address")
  .option("--port <number>", "a fixed port", Number)
  .option("--lang <ko|en>", "language of the course", languageOf(process.env))
  .action(async (options: { browser: boolean; port?: number; lang: Language }) => {
    process.exitCode = await lab(options);
  });
await program.parseAsync();

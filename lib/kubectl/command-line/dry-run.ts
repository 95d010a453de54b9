/** `--dry-run` and `--validate`, and what they make of a request. Models kubectl/pkg/cmd/util GetDryRunStrategy. */
import type { WriteOptions } from "../../api/api.ts";
import { parseBool, quoted } from "../../go/strconv.ts";
import { klogWarning } from "../klog.ts";
import { type Invocation, KubectlError } from "../verb.ts";

export type DryRun = "none" | "client" | "server";

/** @throws KubectlError for another word */
export function readDryRun({ flags, client, out }: Invocation): DryRun {
  const value = flags.string("dry-run");
  if (value === "none" || value === "client" || value === "server") return value;
  if (value === "unchanged") {
    const advice = "--dry-run is deprecated and can be replaced with --dry-run=client.";
    out.stderr(klogWarning(client.now(), "helpers.go:703", advice));
    return "client";
  }
  const bool = parseBool(value);
  if (typeof bool === "object")
    throw new KubectlError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
  const replacement = bool ? "client" : "none";
  const advice = `--dry-run=${value} is deprecated (boolean value) and can be replaced with --dry-run=${replacement}.`;
  out.stderr(klogWarning(client.now(), "helpers.go:717", advice));
  return replacement;
}

/** `created`, `created (dry run)`, `created (server dry run)`. */
export function operationText(done: string, dryRun: DryRun): string {
  if (dryRun === "none") return done;
  return dryRun === "client" ? `${done} (dry run)` : `${done} (server dry run)`;
}

/** What goes with a write. @throws KubectlError for another word behind --validate */
export function writeOptions({ flags, out }: Invocation, dryRun: DryRun): WriteOptions {
  return {
    dryRun: dryRun === "server",
    warn: out.warn,
    // Without the flag the server takes the beginning of the client's User-Agent.
    fieldManager: flags.has("field-manager") ? flags.string("field-manager") : "kubectl",
    // The server's own default, which verbs without the flag leave it to.
    fieldValidation: flags.has("validate") ? fieldValidation(flags.string("validate")) : "Warn",
  };
}

export function fieldValidation(word: string): NonNullable<WriteOptions["fieldValidation"]> {
  if (word === "strict" || word === "true") return "Strict";
  if (word === "warn") return "Warn";
  if (word === "ignore" || word === "false") return "Ignore";
  throw new KubectlError(
    `invalid - validate option ${quoted(word)}; must be one of: strict (or true), warn, ignore (or false)`,
  );
}

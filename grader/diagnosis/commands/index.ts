/**
 * What the answers of a learner's commands add to a hint: refused objects, fields that were left out, names that are not there.
 * A new reading of a message is a file here and a line below; the first that knows a message says what it means.
 */
import type { Cluster } from "service-bootcamp";
import type { Finding } from "../diagnosis.ts";
import { alreadyExists } from "./already-exists.ts";
import { endlessCommand } from "./endless-command.ts";
import { failedCommand } from "./failed-command.ts";
import { invalidObject } from "./invalid-object.ts";
import { lostSlice } from "./lost-slice.ts";
import { messagesOf, type Reading, type Said } from "./message.ts";
import { notFound } from "./not-found.ts";
import { refusedField } from "./refused-field.ts";
import { stoppedScript } from "./stopped-script.ts";
import { unknownCommand } from "./unknown-command.ts";
import { unknownField } from "./unknown-field.ts";
import { unknownKind } from "./unknown-kind.ts";
import { unreadableManifest } from "./unreadable-manifest.ts";

/** By cause, in their order. */
const readings: Readonly<Record<string, Reading>> = {
  "unknown-field": unknownField,
  "invalid-object": invalidObject,
  "refused-field": refusedField,
  "unreadable-manifest": unreadableManifest,
  "unknown-kind": unknownKind,
  "not-found": notFound,
  "already-exists": alreadyExists,
  "endless-command": endlessCommand,
  "unknown-command": unknownCommand,
  "failed-command": failedCommand,
};

/** @returns what there is to say of the transcript, in its order, each thing once. */
export function readCommands(transcript: readonly Said[], cluster: Cluster): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const message of messagesOf(transcript, cluster)) {
    for (const [cause, reading] of Object.entries(readings)) {
      const hint = reading(message);
      if (hint === undefined) continue;
      if (!found.has(hint.en)) found.set(hint.en, { cause, hint });
      break;
    }
  }
  const lost = lostSlice(transcript, cluster);
  const stopped = stoppedScript(transcript);
  return [
    ...(lost === undefined ? [] : [{ cause: "lost-slice", hint: lost }]),
    ...found.values(),
    ...(stopped === undefined ? [] : [{ cause: "stopped-script", hint: stopped }]),
  ];
}

/**
 * The sub-verbs of `kubectl create` that make an object from flags: name, build, send or print. What each builds is in
 * its own file in verbs/. Models kubectl/pkg/cmd/create.
 */

import { ApiError } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import {
  dryRunFlag,
  fieldManagerFlag,
  printFlags,
  saveConfigFlag,
  validateFlag,
} from "../command-line/flag-sets.ts";
import { reworded } from "../error-text.ts";
import { createPrinter } from "../output/index.ts";
import { kindOf } from "../targets/resource-types.ts";
import { type Invocation, usageError, type Verb } from "../verb.ts";
import { operationText, readDryRun, writeOptions } from "./dry-run.ts";
import { withGeneratedConfig } from "./last-applied.ts";

export interface CreateVerb extends Omit<Verb, "run" | "typed"> {
  /** `deployments`. */
  readonly resource: string;
  /** Builds the object without its namespace, fields in the order of the Go struct. @throws KubectlError */
  readonly build: (invocation: Invocation, name: string) => Promise<BuiltObject> | BuiltObject;
  /** Takes `--save-config` and does nothing about it. */
  readonly ignoresSaveConfig?: boolean;
  /** What stands before the server's message, which then loses its reason; absent: the server's error as it is. */
  readonly failure?: string;
}

/** As `--dry-run=client -o yaml` prints it: with Go's empty leftovers (`creationTimestamp: null`, `status: {}`). */
export interface BuiltObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly creationTimestamp: null };
}

export function createVerb(definition: CreateVerb): Verb {
  return {
    ...definition,
    typed: "objects",
    flags: [
      ...printFlags,
      dryRunFlag,
      fieldManagerFlag("kubectl-create"),
      saveConfigFlag,
      validateFlag,
      ...definition.flags,
    ],
    run: (invocation) => create(definition, invocation),
  };
}

async function create(definition: CreateVerb, invocation: Invocation): Promise<void> {
  const { client, flags, namespaceGiven, namespace, out } = invocation;
  const name = onlyName(invocation);
  const dryRun = readDryRun(invocation);
  const printer = await createPrinter(invocation, operationText("created", dryRun));
  const options = writeOptions(invocation, dryRun);
  const built = placed(await definition.build(invocation, name), namespaceGiven ? namespace : undefined);
  const plain = built as unknown as KubeObject;
  const object =
    flags.bool("save-config") && definition.ignoresSaveConfig !== true ? withGeneratedConfig(plain) : plain;
  if (dryRun === "client") return out.stdout(printer(object));
  const kind = kindOf(client.api.kinds, definition.resource);
  const send = (): KubeObject => client.api.create(kind, kind.namespaced ? namespace : "", object, options);
  const { failure } = definition;
  const created = failure === undefined ? send() : reworded(ApiError, send, (message) => failure + message);
  out.stdout(printer(asGoStruct(created)));
}

interface WithTemplate {
  readonly spec?: { readonly template?: { readonly metadata?: object } };
}

/** The answer as Go holds it: the Pod template's metadata has a time, too, that nobody sets. */
function asGoStruct(object: KubeObject & WithTemplate): KubeObject {
  const template = object.spec?.template;
  if (template === undefined) return object;
  const metadata = { creationTimestamp: null, ...template.metadata };
  return { ...object, spec: { ...object.spec, template: { ...template, metadata } } } as KubeObject;
}

/** Behind `--` stands the command of a container; sub-verbs that make none do not look there. */
function onlyName(invocation: Invocation): string {
  const names = invocation.args.slice(0, invocation.dash);
  if (names.length !== 1) throw usageError(invocation, `exactly one NAME is required, got ${names.length}`);
  return names[0] as string;
}

function placed(object: BuiltObject, namespace: string | undefined): BuiltObject {
  if (namespace === undefined || object.kind === "Namespace") return object;
  const { name, ...rest } = object.metadata;
  return { ...object, metadata: { name, namespace, ...rest } };
}

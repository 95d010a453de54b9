/**
 * The sub-verbs of `kubectl create` that make an object from flags: name, build, send or print. What each builds is in
 * its own file in verbs/. Models kubectl/pkg/cmd/create.
 */
import { ApiError } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import { saveConfigFlag, validateFlag, writeFlags } from "../command-line/flag-sets.ts";
import { reworded } from "../error-text.ts";
import { createPrinter } from "../output/index.ts";
import { type Invocation, usageError, type Verb } from "../verb.ts";
import { withGeneratedConfig } from "./last-applied.ts";

export interface CreateVerb extends Omit<Verb, "run" | "typed"> {
  readonly kind: AnyKind;
  /** Whether the object gets the label `app=NAME`. */
  readonly hasAppLabel?: boolean;
  /**
   * The fields besides `kind`, `apiVersion` and `metadata`, with Go's empty leftovers (`status: {}`) as
   * `--dry-run=client -o yaml` prints them. @throws KubectlError
   */
  readonly build: (invocation: Invocation, name: string) => Promise<object> | object;
  /** Takes `--save-config` and does nothing about it. */
  readonly ignoresSaveConfig?: boolean;
  /** What stands before the server's message, which then loses its reason; absent: the server's error as it is. */
  readonly failure?: string;
}

export function createVerb(definition: CreateVerb): Verb {
  return {
    ...definition,
    typed: "objects",
    flags: [...writeFlags("kubectl-create"), saveConfigFlag, validateFlag, ...definition.flags],
    run: (invocation) => create(definition, invocation),
  };
}

async function create(definition: CreateVerb, invocation: Invocation): Promise<void> {
  const { kind, failure } = definition;
  const { client, flags, namespace, out } = invocation;
  const name = onlyName(invocation);
  const dryRun = readDryRun(invocation);
  const printer = await createPrinter(invocation, operationText("created", dryRun));
  const options = writeOptions(invocation, dryRun);
  const plain = await objectOf(definition, invocation, name);
  const savesConfig = flags.bool("save-config") && definition.ignoresSaveConfig !== true;
  const object = savesConfig ? withGeneratedConfig(plain) : plain;
  if (dryRun === "client") return out.stdout(printer(object));
  const send = (): KubeObject => client.api.create(kind, kind.namespaced ? namespace : "", object, options);
  const created = failure === undefined ? send() : reworded(ApiError, send, (message) => failure + message);
  out.stdout(printer(asGoStruct(created)));
}

async function objectOf(
  { kind, hasAppLabel = false, build }: CreateVerb,
  invocation: Invocation,
  name: string,
): Promise<KubeObject> {
  const { namespace, namespaceGiven } = invocation;
  const metadata = {
    name,
    ...(namespaceGiven && kind.namespaced ? { namespace } : {}),
    creationTimestamp: null,
    ...(hasAppLabel ? { labels: { app: name } } : {}),
  };
  const fields = await build(invocation, name);
  // Go's time that is null has no place in the type of an object.
  return { kind: kind.kind, apiVersion: kind.apiVersion, metadata, ...fields } as object as KubeObject;
}

interface WithTemplate {
  readonly spec?: { readonly template?: { readonly metadata?: object } };
}

/** The answer as Go holds it: the Pod template's metadata has an empty time, too. */
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

/**
 * The sub-verbs of `kubectl create` that make an object from flags: name, build, send or print. What each builds is in
 * its own file. Models kubectl/pkg/cmd/create.
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
import { createPrinter } from "../output/index.ts";
import { kindOf } from "../targets/resource-types.ts";
import { type Flag, type Invocation, KubectlError, usageError, type Verb, type VerbHelp } from "../verb.ts";
import { operationText, readDryRun, writeOptions } from "./dry-run.ts";
import { withGeneratedConfig } from "./last-applied.ts";

export interface Generator {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** `deployments`. */
  readonly resource: string;
  readonly help: VerbHelp;
  readonly flags: readonly Flag[];
  /** Builds the object without its namespace, fields in the order of the Go struct. @throws KubectlError */
  readonly build: (invocation: Invocation, name: string) => Promise<GeneratedObject> | GeneratedObject;
  /** Takes `--save-config` and does nothing about it. */
  readonly ignoresSaveConfig?: boolean;
  /** What stands before the server's message, which then loses its reason; absent: the server's error as it is. */
  readonly failure?: string;
}

/** As `--dry-run=client -o yaml` prints it: with Go's empty leftovers (`creationTimestamp: null`, `status: {}`). */
export interface GeneratedObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly creationTimestamp: null };
}

export function generatedVerb(generator: Generator): Verb {
  return {
    name: generator.name,
    ...(generator.aliases === undefined ? {} : { aliases: generator.aliases }),
    help: generator.help,
    flags: [
      ...printFlags,
      dryRunFlag,
      fieldManagerFlag("kubectl-create"),
      saveConfigFlag,
      validateFlag,
      ...generator.flags,
    ],
    run: (invocation) => create(generator, invocation),
  };
}

async function create(generator: Generator, invocation: Invocation): Promise<void> {
  const { client, flags, namespaceGiven, namespace, out } = invocation;
  const name = onlyName(invocation);
  const dryRun = readDryRun(invocation);
  const printer = await createPrinter(invocation, operationText("created", dryRun));
  const options = writeOptions(invocation, dryRun);
  const built = placed(await generator.build(invocation, name), namespaceGiven ? namespace : undefined);
  const plain = built as unknown as KubeObject;
  const object =
    flags.bool("save-config") && generator.ignoresSaveConfig !== true ? withGeneratedConfig(plain) : plain;
  if (dryRun === "client") return out.stdout(printer(object));
  const kind = kindOf(client.api.kinds, generator.resource);
  try {
    const created: KubeObject = client.api.create(kind, kind.namespaced ? namespace : "", object, options);
    out.stdout(printer(asGoStruct(created)));
  } catch (error) {
    if (generator.failure === undefined || !(error instanceof ApiError)) throw error;
    throw new KubectlError(`${generator.failure}${error.message}`);
  }
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

/** Behind `--` stands the command of a container; generators that make none do not look there. */
function onlyName(invocation: Invocation): string {
  const names = invocation.args.slice(0, invocation.dash);
  if (names.length !== 1) throw usageError(invocation, `exactly one NAME is required, got ${names.length}`);
  return names[0] as string;
}

function placed(object: GeneratedObject, namespace: string | undefined): GeneratedObject {
  if (namespace === undefined || object.kind === "Namespace") return object;
  const { name, ...rest } = object.metadata;
  return { ...object, metadata: { name, namespace, ...rest } };
}

/** `kubectl describe`. Models kubectl/pkg/cmd/describe. */
import { isNotFound } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import {
  allNamespacesFlag,
  boolFlag,
  chunkSizeFlag,
  filenameFlags,
  selectorFlag,
} from "../command-line/flag-sets.ts";
import type { Surroundings } from "../describe/describer.ts";
import { describeObject } from "../describe/index.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { kindOf } from "../targets/resource-types.ts";
import { readSelection } from "../targets/selection.ts";
import { TargetErrors, throwAggregate } from "../targets/target-errors.ts";
import { collectTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const describe: Verb = {
  name: "describe",
  short: "Show details of a specific resource or group of resources",
  long: "Show objects in detail, with what belongs to them and the latest events about them.\n\nA name that no object has is taken as the beginning of names.",
  examples: `  # A Service with its endpoints
  kubectl describe service http-go-svc

  # All Pods whose names begin with http-go
  kubectl describe pods http-go

  # All Pods with a label
  kubectl describe pods -l run=http-go`,
  usage: "kubectl describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
  flags: [
    allNamespacesFlag,
    chunkSizeFlag,
    ...filenameFlags("of the objects to describe"),
    selectorFlag,
    boolFlag("show-events", "Show the events about each object.", { default: "true" }),
  ],
  run: runDescribe,
};

async function runDescribe(invocation: Invocation): Promise<void> {
  const { args, client, flags, out } = invocation;
  if (args.length === 0 && !hasManifests(flags)) {
    throw new KubectlError(
      'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  }
  // Of manifests the objects are looked up one by one, when they are described.
  const request = { typeAlone: true, latest: !hasManifests(flags) };
  const found = await collectTargets(invocation, await readSelection(invocation, request));
  const surroundings: Surroundings = {
    api: client.api,
    now: client.now(),
    showEvents: flags.bool("show-events"),
  };
  if (isNotFound(found.error) && args.length === 2)
    return describeByPrefix(invocation, surroundings, found.error);
  const errors = new TargetErrors(found.error);
  const texts: string[] = [];
  for (const { kind, namespace, name, object } of found.targets) {
    await errors.collect(() => {
      const live = request.latest ? object : client.api.get<KubeObject>(kind, namespace, name);
      texts.push(describeObject(kind, live, surroundings));
    });
  }
  out.stdout(texts.join("\n\n"));
  throwAggregate([errors.error]);
  if (texts.length > 0) return;
  const where = flags.bool("all-namespaces") ? "" : ` in ${invocation.namespace} namespace.`;
  out.stderr(`No resources found${where}\n`);
}

function describeByPrefix(
  { args, client, namespace, out }: Invocation,
  surroundings: Surroundings,
  notFound: unknown,
): void {
  const [type = "", prefix = ""] = args;
  if (type.includes("/")) throw notFound;
  const [kind, ...others] = new Set(type.split(",").map((word) => kindOf(client.api.kinds, word)));
  if (kind === undefined || others.length > 0)
    throw new KubectlError("you may only specify a single resource type");
  const all: readonly KubeObject[] = client.api.list<KubeObject>(kind, {
    namespace: kind.namespaced ? namespace : "",
  }).items;
  const found = all.filter((object) => object.metadata.name.startsWith(prefix));
  if (found.length === 0) throw notFound;
  for (const object of found) out.stdout(`${describeObject(kind, object, surroundings)}\n`);
}

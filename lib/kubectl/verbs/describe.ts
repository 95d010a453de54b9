/** `kubectl describe`. Models kubectl/pkg/cmd/describe. */
import { isNotFound } from "../../api/api-error.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { allNamespacesFlag, filenameFlags, selectorFlag } from "../command-line/flag-sets.ts";
import type { Surroundings } from "../describe/describer.ts";
import { describeObject } from "../describe/index.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { kindOf } from "../targets/resource-types.ts";
import { collectTargets, foundErrors, type Target, throwAll } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const describe: Verb = {
  name: "describe",
  help: {
    short: "Show details of a specific resource or group of resources",
    long: "Show objects in detail, with what belongs to them and the latest events about them.\n\nA name that no object has is taken as the beginning of names.",
    examples: `  # A Service with its endpoints
  kubectl describe service http-go-svc

  # All Pods whose names begin with http-go
  kubectl describe pods http-go

  # All Pods with a label
  kubectl describe pods -l run=http-go`,
    usage: "kubectl describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)",
  },
  flags: [
    allNamespacesFlag,
    {
      name: "chunk-size",
      type: "int64",
      default: "500",
      usage: "Objects in one answer of the server. No effect here.",
    },
    ...filenameFlags("of the objects to describe"),
    selectorFlag,
    { name: "show-events", type: "bool", default: "true", usage: "Show the events about each object." },
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
  const isManifests = hasManifests(flags);
  const found = await collectTargets(invocation, { typeAlone: true, latest: !isManifests });
  const { targets, errors: missing } = isManifests
    ? readAll(invocation, found.targets)
    : { targets: found.targets, errors: [] };
  const errors = [...foundErrors(invocation, found, missing), ...missing];
  const surroundings: Surroundings = {
    api: client.api,
    now: client.now(),
    showEvents: flags.bool("show-events"),
  };
  if (errors.length === 1 && isNotFound(errors[0]) && args.length === 2)
    return describeByPrefix(invocation, surroundings, errors[0]);
  const texts = targets.map(({ kind, object }) => describeObject(kind, object, surroundings));
  out.stdout(texts.join("\n\n"));
  if (targets.length === 0 && errors.length === 0) {
    out.stderr(
      flags.bool("all-namespaces")
        ? "No resources found\n"
        : `No resources found in ${invocation.namespace} namespace.\n`,
    );
  }
  throwAll(errors);
}

/** The objects of manifests as they are on the server, and why some are not there. */
function readAll(
  { client }: Invocation,
  named: readonly Target[],
): { readonly targets: readonly Target[]; readonly errors: readonly unknown[] } {
  const errors: unknown[] = [];
  const targets = named.flatMap((target) => {
    try {
      return [{ ...target, object: client.api.get<KubeObject>(target.kind, target.namespace, target.name) }];
    } catch (error) {
      errors.push(error);
      return [];
    }
  });
  return { targets, errors };
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
    warn: out.warn,
  }).items;
  const found = all.filter((object) => object.metadata.name.startsWith(prefix));
  if (found.length === 0) throw notFound;
  for (const object of found) out.stdout(`${describeObject(kind, object, surroundings)}\n`);
}

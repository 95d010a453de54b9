/** `kubectl set selector`: of Services, the only selectors that may change. */
import { ApiError } from "../../api/api-error.ts";
import type { Service } from "../../api/kinds/service.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { parseLabelSelector, type Requirement } from "../../api/selectors.ts";
import { quoted } from "../../go/strconv.ts";
import { operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import {
  allFlag,
  filenameFlags,
  localFlag,
  resourceVersionFlag,
  writeFlags,
} from "../command-line/flag-sets.ts";
import { reworded } from "../error-text.ts";
import { createPrinter } from "../output/index.ts";
import { hasManifests } from "../targets/manifest-files.ts";
import { NO_SELECTORS, readSelection } from "../targets/selection.ts";
import { type Target, visitTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const setSelector: Verb = {
  name: "selector",
  short: "Set the selector on a resource",
  long: "Put another selector in the place of a Service's. The old one is gone, all of its labels.",
  usage: "kubectl set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]",
  examples: "# The Pods with app=web\nkubectl set selector service web app=web",
  flags: [
    ...writeFlags("kubectl-set"),
    ...filenameFlags("to change", { recursive: true }),
    allFlag,
    localFlag,
    resourceVersionFlag,
  ],
  typed: "objects",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { args, client, flags, out } = invocation;
  const expression = args.at(-1);
  if (expression === undefined) throw new KubectlError("one selector is required");
  const isLocal = flags.bool("local");
  if (isLocal && !hasManifests(flags)) throw new KubectlError(FILES_ONLY);
  const dryRun = isLocal ? "none" : readDryRun(invocation);
  const requirements = parsed(expression);
  const printer = await createPrinter(invocation, operationText("selector updated", dryRun));
  const request = {
    args: args.slice(0, -1),
    typeAlone: flags.bool("all"),
    selectors: NO_SELECTORS,
    latest: !isLocal,
  };
  await visitTargets(
    invocation,
    await readSelection(invocation, request),
    async ({ kind, namespace, name, object }: Target) => {
      if (kind.kind !== "Service")
        throw new KubectlError("setting a selector is only supported for Services");
      const selector = pairsOf(requirements);
      if (isLocal) return out.stdout(printer(asStruct(object as Service, selector)));
      const before =
        (object as KubeObject & { spec: { selector?: Record<string, string> } }).spec.selector ?? {};
      const gone = Object.keys(before).filter((key) => !Object.hasOwn(selector, key));
      const version = flags.string("resource-version");
      const body = {
        ...(version === "" ? {} : { metadata: { resourceVersion: version } }),
        spec: { selector: { ...selector, ...Object.fromEntries(gone.map((key) => [key, null])) } },
      };
      const patch = { type: "application/merge-patch+json", body } as const;
      const options = writeOptions(invocation, dryRun);
      out.stdout(
        printer(
          client.api.patch<KubeObject>(
            kind,
            namespace,
            name,
            patch,
            dryRun === "client" ? { ...options, dryRun: true } : options,
          ),
        ),
      );
    },
  );
}

const FILES_ONLY = `you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`;

/** A manifest as a Go struct prints it, which no server has filled in: with the empty fields that are always there. */
function asStruct({ metadata, spec, ...rest }: Service, selector: Record<string, string>): KubeObject {
  const ports = spec?.ports?.map((port) => ({ ...port, targetPort: port.targetPort ?? 0 }));
  return {
    ...rest,
    metadata: { ...metadata, creationTimestamp: null },
    spec: { ...spec, ...(ports === undefined ? {} : { ports }), selector },
    status: rest.status ?? { loadBalancer: {} },
  } as KubeObject;
}

function parsed(expression: string): readonly Requirement[] {
  const words = (message: string) => `couldn't parse the selector string ${quoted(expression)}: ${message}`;
  const requirements = reworded(ApiError, () => parseLabelSelector(expression), words);
  for (const { operator } of requirements) refuseOperator(operator);
  return requirements;
}

/** @throws KubectlError for what no selector of an object can say */
function refuseOperator(operator: Requirement["operator"]): void {
  if (operator === "NotEquals") throw new KubectlError('"!=" is not a valid label selector operator');
  if (operator === "GreaterThan" || operator === "LessThan")
    throw new KubectlError(
      `"${operator === "GreaterThan" ? "gt" : "lt"}" isn't supported in label selectors`,
    );
}

/** @throws KubectlError for anything but key=value: a Service knows no more */
function pairsOf(requirements: readonly Requirement[]): Record<string, string> {
  const others = requirements.filter(({ operator }) => operator !== "Equals");
  if (others.length > 0) {
    const shown = others
      .map(({ key, operator, values }) => `{${key} ${operator} [${values.join(" ")}]}`)
      .join(" ");
    throw new KubectlError(`match expression [${shown}] not supported on this object`);
  }
  return Object.fromEntries(requirements.map(({ key, values }) => [key, values[0] ?? ""]));
}

/** `kubectl expose`. Models kubectl/pkg/cmd/expose. */
import { decodeBySchema } from "../../api/decode.ts";
import type { Service } from "../../api/kinds/service.ts";
import { services } from "../../api/kinds/service.ts";
import type { KubeObject } from "../../api/metadata.ts";
import type { Draft } from "../../api/schema.ts";
import { operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import { filenameFlags, saveConfigFlag, writeFlags } from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { NO_SELECTORS, readSelection } from "../targets/selection.ts";
import { type Target, visitTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { checkExposable, type ExposedPort, portsOf, selectorOf } from "../writing/exposed-object.ts";
import { withGeneratedConfig } from "../writing/last-applied.ts";
import { overrideFlags, withOverrides } from "../writing/overrides.ts";
import { buildService, serviceFlags } from "../writing/service-from-flags.ts";

export const expose: Verb = {
  name: "expose",
  short:
    "Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service",
  long: "Make a Service for the Pods of a Deployment, ReplicaSet, ReplicationController, Service or Pod.\n\nThe selector is that of the object, or the labels of the Pod. Without --port the ports of its containers are taken; without --target-port the Pods are asked on the same number as the Service.",
  usage:
    "kubectl expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]",
  examples: `# Port 80 of a Service for port 8080 of the Pods
kubectl expose deployment web --port=80 --target-port=8080

# A second Service, open on every node
kubectl expose deployment web --name=web-outside --type=NodePort --port=80 --target-port=8080`,
  flags: [
    ...writeFlags("kubectl-expose"),
    ...filenameFlags("to expose"),
    saveConfigFlag,
    ...serviceFlags,
    ...overrideFlags,
  ],
  typed: "objects",
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { flags, client, out, namespace, namespaceGiven } = invocation;
  const dryRun = readDryRun(invocation);
  const printer = await createPrinter(invocation, operationText("exposed", dryRun));
  const selection = await readSelection(invocation, { selectors: NO_SELECTORS, latest: false });
  await visitTargets(invocation, selection, (target) => {
    const built = serviceFor(invocation, target);
    const placed = namespaceGiven ? { ...built, metadata: { ...built.metadata, namespace } } : built;
    const service =
      flags.string("overrides") === ""
        ? (placed as unknown as KubeObject) // it lacks only what the server adds
        : onlyKnownFields(withOverrides(flags, services, placed));
    if (dryRun === "client") return out.stdout(printer(service));
    const wanted = flags.bool("save-config") ? withGeneratedConfig(service) : service;
    out.stdout(
      printer(
        client.api.create(
          services,
          namespace,
          wanted as unknown as Draft<Service>, // of any shape after --overrides: the server decodes it
          writeOptions(invocation, dryRun),
        ),
      ),
    );
  });
}

/** Held as a Go struct, the Service has no place for fields that no Service has. */
function onlyKnownFields(service: KubeObject): KubeObject {
  const known = decodeBySchema(services.schema, service).value as KubeObject;
  // The zero time of a Go struct is printed as null, which no stored object has.
  return { ...known, metadata: { ...known.metadata, creationTimestamp: null } } as unknown as KubeObject;
}

function serviceFor({ flags }: Invocation, { kind, name, object }: Target): ReturnType<typeof buildService> {
  checkExposable(kind);
  const selector = flags.string("selector") === "" ? selectorOf(kind, object) : undefined;
  const known = portsOf(kind, object);
  return buildService(flags, {
    name: name.slice(0, 63),
    labels: object.metadata.labels,
    selector,
    ports: portsToExpose(flags, known),
    known,
  });
}

function portsToExpose(
  flags: Invocation["flags"],
  known: readonly ExposedPort[],
): readonly ExposedPort[] | undefined {
  if (flags.string("port") !== "") return undefined;
  if (known.length === 0 && flags.string("cluster-ip") !== "None")
    throw new KubectlError("couldn't find port via --port flag or introspection");
  return known;
}

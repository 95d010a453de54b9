/** `kubectl create -f`, and the sub-verbs that make an object from flags. Models kubectl/pkg/cmd/create. Leaves out `--edit` and `--raw`. */
import { operationText, readDryRun, writeOptions } from "../command-line/dry-run.ts";
import {
  filenameFlags,
  saveConfigFlag,
  selectorFlag,
  validateFlag,
  writeFlags,
} from "../command-line/flag-sets.ts";
import { withSource } from "../error-text.ts";
import { createPrinter } from "../output/index.ts";
import { requireManifests } from "../targets/manifest-files.ts";
import { readSelection } from "../targets/selection.ts";
import { type Target, visitTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";
import { createObject } from "../writing/create-object.ts";
import { withConfigSaved } from "../writing/last-applied.ts";
import { createConfigMap } from "./create-config-map.ts";
import { createDeployment } from "./create-deployment.ts";
import { createNamespace } from "./create-namespace.ts";
import { createSecret } from "./create-secret.ts";
import { createService } from "./create-service.ts";
import { createServiceAccount } from "./create-service-account.ts";

export const create: Verb = {
  name: "create",
  short: "Create a resource from a file or from stdin",
  long: "Create the objects of manifests, in YAML or JSON. An object that exists already is an error; kubectl apply changes it instead.",
  usage: "kubectl create -f FILENAME",
  examples: `# Everything in a file
kubectl create -f web.yaml

# From standard input
cat web.yaml | kubectl create -f -`,
  flags: [
    ...writeFlags("kubectl-create"),
    ...filenameFlags("to create"),
    saveConfigFlag,
    selectorFlag,
    validateFlag,
  ],
  unmodelledFlags: ["edit", "raw", "windows-line-endings"],
  subverbs: [
    createConfigMap,
    createDeployment,
    createNamespace,
    createSecret,
    createService,
    createServiceAccount,
  ],
  unmodelledSubverbs: [
    ...[
      "clusterrole",
      "clusterrolebinding",
      "cronjob",
      "cj",
      "ingress",
      "ing",
      "job",
      "poddisruptionbudget",
      "pdb",
      "priorityclass",
      "pc",
      "quota",
    ],
    ...["resourcequota", "role", "rolebinding", "token"],
  ],
  run: createFromManifests,
};

async function createFromManifests(invocation: Invocation): Promise<void> {
  const { args, flags, client, out } = invocation;
  if (args.length > 0) throw usageError(invocation, `Unexpected args: [${args.join(" ")}]`);
  requireManifests(flags);
  const dryRun = readDryRun(invocation);
  const options = writeOptions(invocation, dryRun);
  const printer = await createPrinter(invocation, operationText("created", dryRun));
  let count = 0;
  await visitTargets(
    invocation,
    await readSelection(invocation, { latest: false }),
    ({ kind, namespace, object, source }: Target) => {
      const wanted = withConfigSaved(object, flags.bool("save-config"));
      try {
        const created =
          dryRun === "client" ? wanted : createObject(client.api, kind, namespace, wanted, options);
        count++;
        out.stdout(printer(created));
      } catch (error) {
        throw withSource(error, "creating", source);
      }
    },
  );
  if (count === 0) throw new KubectlError("no objects passed to create");
}

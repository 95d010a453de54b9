/** `kubectl set image`. */

import { quoted } from "../../go/strconv.ts";
import {
  allFlag,
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
} from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { collectTargets, throwAll, visitCollected, withAllOfType } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { splitChanges } from "../writing/changes.ts";
import { readDryRun } from "../writing/dry-run.ts";
import type { PodSpec } from "../writing/pod-templates.ts";
import { changePodSpec, sendChange } from "../writing/set-verb.ts";

export const setImage: Verb = {
  name: "image",
  help: {
    short: "Update the image of a pod template",
    long: "Give containers another image. A Deployment then replaces its Pods step by step.",
    usage:
      "kubectl set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N",
    examples:
      "# The second version of the container http-go\nkubectl set image deployment/web http-go=gasbugs/http-go:v2\n\n# Of every container\nkubectl set image deployment/web '*=nginx'",
  },
  flags: [
    ...printFlags,
    ...filenameFlags("to change"),
    allFlag,
    dryRunFlag,
    fieldManagerFlag("kubectl-set"),
    selectorFlag,
  ],
  unmodelledFlags: ["local"],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { flags } = invocation;
  const dryRun = readDryRun(invocation);
  await createPrinter(invocation, "");
  const { resources, changes } = splitChanges(invocation.args, "image");
  const images = new Map(
    changes.map((change) => [change.slice(0, change.indexOf("=")), change.slice(change.indexOf("=") + 1)]),
  );
  const found = await collectTargets(invocation, { args: resources, ...withAllOfType(invocation) });
  throwAll(found.errors);
  if (flags.bool("all") && flags.string("selector") !== "")
    throw new KubectlError("cannot set --all and --selector at the same time");
  if (images.size === 0) throw new KubectlError("at least one image update is required");
  if (images.size > 1 && images.has("*")) {
    throw new KubectlError(
      "all containers are already specified by *, but saw more than one container_name=container_image pairs",
    );
  }
  await visitCollected(found, (target) =>
    sendChange(
      invocation,
      target,
      changePodSpec(target, (spec) => withImages(spec, images)),
      "image",
      dryRun,
    ),
  );
}

function withImages(spec: PodSpec, images: ReadonlyMap<string, string>): PodSpec {
  const names = [...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name);
  throwAll(
    [...images.keys()]
      .filter((name) => name !== "*" && !names.includes(name))
      .map((name) => new KubectlError(`error: unable to find container named ${quoted(name)}`)),
  );
  const changed = <C extends { readonly name: string }>(container: C): C => {
    const image = images.get(container.name) ?? images.get("*");
    return image === undefined ? container : { ...container, image };
  };
  return {
    ...spec,
    containers: spec.containers.map(changed),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(changed) }),
  };
}

/** `kubectl set image`. */
import { quoted } from "../../go/strconv.ts";
import { readDryRun } from "../command-line/dry-run.ts";
import { allFlag, filenameFlags, selectorFlag, writeFlags } from "../command-line/flag-sets.ts";
import { createPrinter } from "../output/index.ts";
import { allOfType, readSelection } from "../targets/selection.ts";
import { TargetErrors, throwAny } from "../targets/target-errors.ts";
import { allTargets } from "../targets/targets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { splitChanges } from "../writing/changes.ts";
import { type PodSpec, podSpecOf } from "../writing/pod-templates.ts";
import { changePodSpec, sendChange } from "../writing/set-verb.ts";

export const setImage: Verb = {
  name: "image",
  short: "Update the image of a pod template",
  long: "Give containers another image. A Deployment then replaces its Pods step by step.",
  usage:
    "kubectl set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N",
  examples:
    "# The second version of the container http-go\nkubectl set image deployment/web http-go=gasbugs/http-go:v2\n\n# Of every container\nkubectl set image deployment/web '*=nginx'",
  flags: [...writeFlags("kubectl-set"), ...filenameFlags("to change"), allFlag, selectorFlag],
  unmodelledFlags: ["local"],
  typed: "objects",
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
  const request = { args: resources, ...allOfType(invocation) };
  const targets = await allTargets(invocation, await readSelection(invocation, request));
  if (flags.bool("all") && flags.string("selector") !== "")
    throw new KubectlError("cannot set --all and --selector at the same time");
  if (images.size === 0) throw new KubectlError("at least one image update is required");
  if (images.size > 1 && images.has("*")) {
    throw new KubectlError(
      "all containers are already specified by *, but saw more than one container_name=container_image pairs",
    );
  }
  const errors = new TargetErrors();
  for (const name of targets.flatMap((target) => missingContainers(podSpecOf(target), images)))
    errors.add(new KubectlError(`error: unable to find container named ${quoted(name)}`));
  for (const target of targets) {
    await errors.collect(() => {
      const changed = changePodSpec(target, (spec) => withImages(spec, images));
      return sendChange(invocation, target, changed, "image", dryRun);
    });
  }
  throwAny(errors.error);
}

type Images = ReadonlyMap<string, string>;

function missingContainers(spec: PodSpec | undefined, images: Images): readonly string[] {
  if (spec === undefined) return [];
  const names = [
    "*",
    ...(spec.initContainers ?? []).map(({ name }) => name),
    ...spec.containers.map(({ name }) => name),
  ];
  return [...images.keys()].filter((name) => !names.includes(name));
}

function withImages(spec: PodSpec, images: Images): PodSpec {
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

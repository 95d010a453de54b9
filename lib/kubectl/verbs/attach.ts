/** `kubectl attach`. */
import { containerFlag } from "../command-line/flag-sets.ts";
import { attachTo } from "../pods/attaching.ts";
import { containerOf, hasContainer } from "../pods/containers.ts";
import { oneTarget, podOf } from "../pods/pod-of.ts";
import { streamFlags } from "../pods/terminal.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const attach: Verb = {
  name: "attach",
  short: "Attach to a running container",
  long: "See what a container prints from now on and, with -i, type into the program that it was started with.",
  usage: "kubectl attach (POD | TYPE/NAME) -c CONTAINER",
  examples: "# Back into a shell that kubectl run -it started\nkubectl attach bash -c bash -i -t",
  flags: [containerFlag("attach to"), ...streamFlags],
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const [word, ...more] = invocation.args;
  if (word === undefined) throw new KubectlError("at least 1 argument is required for attach");
  if (more.length > 1)
    throw new KubectlError(
      `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${more.length + 1}: [${invocation.args.join(" ")}]`,
    );
  const target = await oneTarget(invocation, more.length === 0 ? word : `${word}/${more[0]}`);
  const { pod } = await podOf(invocation, target, "attach");
  const wanted = invocation.flags.string("container");
  if (wanted !== "" && !hasContainer(pod, wanted))
    throw new KubectlError(
      `cannot attach to the container: container ${wanted} not found in pod ${pod.metadata.name}`,
    );
  await attachTo(invocation, pod, containerOf(invocation, pod));
}

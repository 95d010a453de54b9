/** `kubectl config set` and `unset`. */
import { quoted } from "../../go/strconv.ts";
import { requireArgs } from "../command-line/config-arguments.ts";
import { boolFlag } from "../command-line/flag-sets.ts";
import { setProperty, unsetProperty } from "../config/kubeconfig-property.ts";
import type { Invocation, Verb } from "../verb.ts";

export const configSet: Verb = {
  name: "set",
  isLocal: true,
  short: "Set an individual value in a kubeconfig file",
  long: "Change one value of the kubeconfig. The path leads to it: the section, the name, the field.",
  usage: "kubectl config set PROPERTY_NAME PROPERTY_VALUE",
  examples: "# Work in the namespace shop from now on\nkubectl config set contexts.bootcamp.namespace shop",
  flags: [boolFlag("set-raw-bytes", "Take the value of a field that holds base64 as it is, and encode it.")],
  run: async (invocation) => {
    const [path = "", value = ""] = requireArgs(invocation, 2);
    setProperty(invocation.client.config, path, value, invocation.flags.bool("set-raw-bytes"));
    say(invocation, path, "set");
  },
};

export const configUnset: Verb = {
  name: "unset",
  isLocal: true,
  short: "Unset an individual value in a kubeconfig file",
  long: "Remove one value from the kubeconfig, or all that stands under a name.",
  usage: "kubectl config unset PROPERTY_NAME",
  examples: "# No namespace in the context staging\nkubectl config unset contexts.staging.namespace",
  flags: [],
  run: async (invocation) => {
    const [path = ""] = requireArgs(invocation, 1);
    unsetProperty(invocation.client.config, path);
    say(invocation, path, "unset");
  },
};

function say({ out }: Invocation, path: string, done: string): void {
  out.stdout(`Property ${quoted(path)} ${done}.\n`);
}

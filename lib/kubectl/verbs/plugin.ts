/** `kubectl plugin` and `kubectl alpha`: there is nothing behind either here. */
import { boolFlag } from "../command-line/flag-sets.ts";
import { KubectlError, type Verb } from "../verb.ts";

const pluginList: Verb = {
  name: "list",
  isLocal: true,
  short: "List all visible plugin executables on a user's PATH",
  long: "Show the plugins of kubectl: programs in PATH whose names begin with kubectl-. This machine has none.",
  usage: "kubectl plugin list",
  flags: [boolFlag("name-only", "Names without folders.")],
  run: async () => {
    throw new KubectlError("unable to find any kubectl plugins in your PATH");
  },
};

export const plugin: Verb = {
  name: "plugin",
  short: "Provides utilities for interacting with plugins",
  long: "Commands that kubectl does not have by itself. On this simulated machine there are none.",
  usage: "kubectl plugin",
  flags: [],
  subverbs: [pluginList],
};

export const alpha: Verb = {
  name: "alpha",
  isLocal: true,
  short: "Commands for features in alpha",
  usage: "kubectl alpha",
  flags: [],
  run: async ({ out }) => out.stderr("No alpha commands are available in this version of kubectl\n"),
};

/** `kubectl config delete-context`, `delete-cluster` and `delete-user`. */
import { verbHelp } from "../command-line/help.ts";
import type { Section } from "../config/kubeconfig.ts";
import { type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";

export const configDeleteCluster = deleteVerb("cluster", "clusters");
export const configDeleteContext = deleteVerb("context", "contexts");
export const configDeleteUser = deleteVerb("user", "users");

function deleteVerb(noun: "cluster" | "context" | "user", section: Section): Verb {
  return {
    name: `delete-${noun}`,
    isLocal: true,
    short: `Delete the specified ${noun} from the kubeconfig`,
    usage: `kubectl config delete-${noun} NAME`,
    examples: `# Without the ${noun} other\nkubectl config delete-${noun} other`,
    flags: [],
    run: async (invocation) => run(invocation, noun, section),
  };
}

function run(invocation: Invocation, noun: string, section: Section): void {
  const { args, client, out, path, verb } = invocation;
  const [name] = args;
  if (name === undefined || args.length > 1) {
    if (noun === "user") throw usageError(invocation, "user to delete is required");
    out.stdout(verbHelp(verb, path));
    return;
  }
  const { config } = client;
  if (config.find(section, name) === undefined)
    throw new KubectlError(`cannot delete ${noun} ${name}, not in ${config.path}`);
  if (noun === "context" && config.currentContext === name) {
    out.stderr(
      'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
    );
  }
  config.remove(section, name);
  out.stdout(`deleted ${noun} ${name} from ${config.path}\n`);
}

/** `kubectl version`. Models kubectl/pkg/cmd/version. This client and the server are one program, so their versions never differ. */
import { serverVersion } from "../../api/server-version.ts";
import { toYaml } from "../../go/yaml/write.ts";
import { boolFlag, stringFlag } from "../command-line/flag-sets.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

const { emulationMajor, emulationMinor, minCompatibilityMajor, minCompatibilityMinor, ...shared } =
  serverVersion;
/** The build of kubectl that this one is held against. */
const clientVersion = {
  ...shared,
  gitCommit: "8adc0f041b8e7ad1d30e29cc59c6ae7a15e19828",
  buildDate: "2025-05-15T08:27:33Z",
};
/** The kustomize that kubectl 1.33 contains. */
const kustomizeVersion = "v5.6.0";

export const version: Verb = {
  name: "version",
  short: "Print the client and server version information",
  long: "Print the versions of kubectl and of the cluster.",
  examples: `  # Of kubectl and the cluster
  kubectl version

  # Of kubectl alone
  kubectl version --client`,
  usage: "kubectl version",
  flags: [
    boolFlag("client", "Only the version of kubectl."),
    stringFlag("output", "yaml or json.", { short: "o" }),
  ],
  run: runVersion,
};

async function runVersion({ args, flags, out }: Invocation): Promise<void> {
  if (args.length > 0) throw new KubectlError(`extra arguments: [${args.join(" ")}]`);
  const output = flags.string("output");
  if (!["", "yaml", "json"].includes(output)) throw new KubectlError("--output must be 'yaml' or 'json'");
  const versions = { clientVersion, kustomizeVersion, ...(flags.bool("client") ? {} : { serverVersion }) };
  if (output === "yaml") out.stdout(`${toYaml(versions)}\n`);
  else if (output === "json") out.stdout(`${JSON.stringify(versions, null, 2)}\n`);
  else {
    out.stdout(`Client Version: ${clientVersion.gitVersion}\nKustomize Version: ${kustomizeVersion}\n`);
    if (!flags.bool("client")) out.stdout(`Server Version: ${serverVersion.gitVersion}\n`);
  }
}

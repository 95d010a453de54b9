/** `kubectl config set-credentials`. Leaves out plugins that fetch credentials and certificates of clients. */
import { quoted } from "../../go/strconv.ts";
import { requireArgs } from "../command-line/config-arguments.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const configSetCredentials: Verb = {
  name: "set-credentials",
  isLocal: true,
  short: "Set a user entry in kubeconfig",
  long: "Make a user of the kubeconfig or change it. Only the one that is there at the start is let in.",
  usage:
    "kubectl config set-credentials NAME [--token=bearer_token] [--username=basic_user] [--password=basic_password]",
  examples: "# Somebody with a token\nkubectl config set-credentials me --token=abc",
  flags: [],
  unmodelledFlags: [
    ...[
      "auth-provider",
      "auth-provider-arg",
      "embed-certs",
      "exec-api-version",
      "exec-arg",
      "exec-command",
      "exec-env",
    ],
    ...["exec-interactive-mode", "exec-provide-cluster-info"],
  ],
  run: runSetCredentials,
};

const TOKEN = ["token"];
const BASIC = ["username", "password"];

async function runSetCredentials(invocation: Invocation): Promise<void> {
  const { client, flags, out } = invocation;
  const [name = ""] = requireArgs(invocation, 1, "unexpected");
  const given = (fields: readonly string[]): readonly string[] =>
    fields.filter((field) => flags.string(field) !== "");
  const methods = [
    ...(given(TOKEN).length > 0 ? ["--token"] : []),
    ...(given(BASIC).length > 0 ? ["--username/--password"] : []),
  ];
  if (methods.length > 1)
    throw new KubectlError(
      `you cannot specify more than one authentication method at the same time: ${methods.join(", ")}`,
    );
  const set = [...given(TOKEN), ...given(BASIC)];
  const dropped = given(TOKEN).length > 0 ? BASIC : given(BASIC).length > 0 ? TOKEN : [];
  const kept = Object.entries(client.config.find("users", name) ?? {}).filter(
    ([field]) => !dropped.includes(field),
  );
  client.config.put("users", name, {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(set.map((field) => [field, flags.string(field)])),
  });
  out.stdout(`User ${quoted(name)} set.\n`);
}

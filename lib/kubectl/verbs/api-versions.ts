/** `kubectl api-versions`. Models kubectl/pkg/cmd/apiresources. */
import { byBytes } from "../../go/value.ts";
import { type Invocation, usageError, type Verb } from "../verb.ts";

export const apiVersions: Verb = {
  name: "api-versions",
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  usage: "kubectl api-versions",
  flags: [],
  run: runApiVersions,
};

async function runApiVersions(invocation: Invocation): Promise<void> {
  const { args, client, out } = invocation;
  if (args.length > 0) throw usageError(invocation, `unexpected arguments: [${args.join(" ")}]`);
  const versions = [...new Set(client.api.kinds.map((kind) => kind.apiVersion))].sort(byBytes);
  out.stdout(versions.map((version) => `${version}\n`).join(""));
}

/** `kubectl config get-contexts`. */
import { ColumnWriter } from "../output/column-writer.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const configGetContexts: Verb = {
  name: "get-contexts",
  help: { short: "Describe one or many contexts", usage: "kubectl config get-contexts [(-o|--output=)name]" },
  flags: [
    { name: "no-headers", type: "bool", default: "false", usage: "The table without its first line." },
    { name: "output", short: "o", type: "string", default: "", usage: "name." },
  ],
  run: runGetContexts,
};

async function runGetContexts({ args, client, flags, out }: Invocation): Promise<void> {
  const { context, cluster, user, namespace } = client.config;
  const output = flags.string("output");
  if (output !== "" && output !== "name") {
    throw new KubectlError(`--output ${output} is not available in kubectl config get-contexts; resetting to default output format`);
  }
  const isShown = args.length === 0 || args.includes(context);
  if (output === "name") out.stdout(isShown ? `${context}\n` : "");
  else {
    const header = flags.bool("no-headers") ? [] : [["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"]];
    const row = isShown ? [["*", context, cluster, user, namespace]] : [];
    out.stdout(new ColumnWriter().write([...header, ...row]));
  }
  const missing = args.filter((name) => name !== context).map((name) => new KubectlError(`context ${name} not found`));
  if (missing.length === 1) throw missing[0];
  if (missing.length > 1) throw new AggregateError(missing);
}

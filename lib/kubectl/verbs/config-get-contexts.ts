/** `kubectl config get-contexts`. */
import { noHeadersFlag, stringFlag } from "../command-line/flag-sets.ts";
import { ColumnWriter } from "../output/column-writer.ts";
import { throwAggregate } from "../targets/target-errors.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const configGetContexts: Verb = {
  name: "get-contexts",
  isLocal: true,
  short: "Describe one or many contexts",
  usage: "kubectl config get-contexts [(-o|--output=)name]",
  flags: [noHeadersFlag, stringFlag("output", "name.", { short: "o" })],
  run: runGetContexts,
};

async function runGetContexts({ args, client, flags, out }: Invocation): Promise<void> {
  const { config } = client;
  const output = flags.string("output");
  if (output !== "" && output !== "name") {
    throw new KubectlError(
      `--output ${output} is not available in kubectl config get-contexts; resetting to default output format`,
    );
  }
  const names =
    args.length === 0
      ? config.names("contexts")
      : args.filter((name) => config.find("contexts", name) !== undefined).sort();
  if (output === "name") out.stdout(names.map((name) => `${name}\n`).join(""));
  else {
    const header = flags.bool("no-headers") ? [] : [["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"]];
    const rows = names.map((name) => {
      const { cluster, user, namespace } = config.find("contexts", name) ?? {};
      return [
        name === config.currentContext ? "*" : "",
        name,
        String(cluster ?? ""),
        String(user ?? ""),
        String(namespace ?? ""),
      ];
    });
    out.stdout(new ColumnWriter().write([...header, ...rows]));
  }
  throwAggregate(
    args
      .filter((name) => config.find("contexts", name) === undefined)
      .map((name) => new KubectlError(`context ${name} not found`)),
  );
}

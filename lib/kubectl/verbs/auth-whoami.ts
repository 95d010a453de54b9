/** `kubectl auth whoami`. */
import { any, list, object, string } from "../../api/schema.ts";
import { printFlags } from "../command-line/flag-sets.ts";
import { ColumnWriter } from "../output/column-writer.ts";
import { createPrinter } from "../output/index.ts";
import type { Printable } from "../output/printer.ts";
import type { Invocation, Verb } from "../verb.ts";

const GROUPS = ["system:masters", "system:authenticated"];

const reviewSchema = object("authentication/v1.SelfSubjectReview", {
  kind: string,
  apiVersion: string,
  metadata: any,
  status: object("authentication/v1.SelfSubjectReviewStatus", {
    userInfo: object("authentication/v1.UserInfo", { username: string, groups: list(string) }),
  }),
});

export const authWhoami: Verb = {
  name: "whoami",
  short: "Experimental: Check self subject attributes",
  long: "Who you are to the server.",
  usage: "kubectl auth whoami",
  examples: "# My name and my groups\nkubectl auth whoami",
  flags: printFlags,
  run,
};

async function run(invocation: Invocation): Promise<void> {
  const { client, flags, out } = invocation;
  const [username = ""] = client.config
    .names("users")
    .filter((name) => client.config.find("users", name)?.token === client.config.token);
  const review = {
    apiVersion: "authentication.k8s.io/v1",
    kind: "SelfSubjectReview",
    metadata: { creationTimestamp: null },
    status: { userInfo: { groups: GROUPS, username } },
  } as Printable;
  // A question to the server, which may not be reached.
  void client.api.kinds;
  const asked = flags.string("output") !== "" || flags.string("template") !== "";
  if (asked) out.stdout((await createPrinter(invocation, "", reviewSchema))(review));
  else
    out.stdout(
      new ColumnWriter().write([
        ["ATTRIBUTE", "VALUE"],
        ["Username", username],
        ["Groups", `[${GROUPS.join(" ")}]`],
      ]),
    );
}

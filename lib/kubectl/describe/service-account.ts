/** `kubectl describe serviceaccount`. Models describeServiceAccount of kubectl 1.33. */
import { secrets } from "../../api/kinds/secret.ts";
import type { ServiceAccount } from "../../api/kinds/service-account.ts";
import type { Describer, Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { SectionWriter } from "./section-writer.ts";

export const serviceAccountDescriber: Describer<ServiceAccount> = {
  group: "",
  kind: "ServiceAccount",
  describe: describeServiceAccount,
};

const TOKEN_TYPE = "kubernetes.io/service-account-token";
const ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";

function describeServiceAccount(account: ServiceAccount, surroundings: Surroundings): string {
  const { metadata } = account;
  const present = surroundings.api.list(secrets, { namespace: metadata.namespace ?? "" }).items;
  const tokens = present.filter(
    (secret) =>
      secret.type === TOKEN_TYPE && secret.metadata.annotations?.[ACCOUNT_ANNOTATION] === metadata.name,
  );
  const existing = new Set(present.map((secret) => secret.metadata.name));
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  const lists = [
    ["Image pull secrets", account.imagePullSecrets ?? []],
    ["Mountable secrets", account.secrets ?? []],
    ["Tokens", tokens.map((token) => ({ name: token.metadata.name }))],
  ] as const;
  for (const [title, references] of lists)
    writer.list(
      title,
      references.map(({ name = "" }) => (existing.has(name) ? name : `${name} (not found)`)),
    );
  describeEvents(writer, account, surroundings);
  return writer.toString();
}

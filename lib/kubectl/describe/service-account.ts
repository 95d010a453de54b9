/** `kubectl describe serviceaccount`. Models describeServiceAccount of kubectl 1.33. */
import { secrets } from "../../api/kinds/secret.ts";
import { type ServiceAccount, serviceAccounts } from "../../api/kinds/service-account.ts";
import { describer, type Surroundings } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

export const serviceAccountDescriber = describer(serviceAccounts, describeServiceAccount);

const TOKEN_TYPE = "kubernetes.io/service-account-token";
const ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";

function describeServiceAccount(
  writer: SectionWriter,
  account: ServiceAccount,
  surroundings: Surroundings,
): void {
  const { metadata } = account;
  const present = surroundings.api.list(secrets, { namespace: metadata.namespace ?? "" }).items;
  const tokens = present.filter(
    (secret) =>
      secret.type === TOKEN_TYPE && secret.metadata.annotations?.[ACCOUNT_ANNOTATION] === metadata.name,
  );
  const existing = new Set(present.map((secret) => secret.metadata.name));
  writer.metadata(metadata);
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
}

/** `kubectl describe serviceaccount`. Models describeServiceAccount of kubectl 1.33. */
import type { KubeObject } from "../../api/metadata.ts";
import type { Describer, Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { SectionWriter } from "./section-writer.ts";

interface Reference {
  readonly name?: string | undefined;
}

interface ServiceAccount extends KubeObject {
  readonly secrets?: readonly Reference[] | undefined;
  readonly imagePullSecrets?: readonly Reference[] | undefined;
}

export const serviceAccountDescriber: Describer<ServiceAccount> = { group: "", kind: "ServiceAccount", describe: describeServiceAccount };

const TOKEN_TYPE = "kubernetes.io/service-account-token";
const ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";

function describeServiceAccount(account: ServiceAccount, surroundings: Surroundings): string {
  const { metadata } = account;
  const secrets = secretsOf(metadata.namespace ?? "", surroundings);
  const tokens = secrets.filter((secret) => secret.type === TOKEN_TYPE && secret.metadata.annotations?.[ACCOUNT_ANNOTATION] === metadata.name);
  const existing = new Set(secrets.map((secret) => secret.metadata.name));
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

function secretsOf(namespace: string, { api }: Surroundings): readonly (KubeObject & { readonly type?: string })[] {
  const kind = api.kinds.find((candidate) => candidate.kind === "Secret");
  return kind === undefined ? [] : api.list(kind, { namespace }).items;
}

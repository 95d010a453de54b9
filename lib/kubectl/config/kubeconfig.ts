/**
 * The learner's kubeconfig: clusters, users, contexts, and which context is the current one. Models
 * client-go/tools/clientcmd/api. It is no file of the learner's machine: `KUBECONFIG` and `--kubeconfig` have no effect.
 */
import { any, base64, boolean, list, object, string } from "../../api/schema.ts";

/** What stands under the name of a cluster, a user or a context: `server`, `token`, `namespace` ... */
export type Stanza = Readonly<Record<string, unknown>>;
export type Stanzas = Readonly<Record<string, Stanza>>;

const cluster = object("clientcmd/v1.Cluster", {
  server: string,
  "tls-server-name": string,
  "insecure-skip-tls-verify": boolean,
  "certificate-authority": string,
  "certificate-authority-data": base64,
  "proxy-url": string,
  "disable-compression": boolean,
});

const user = object("clientcmd/v1.AuthInfo", {
  "client-certificate": string,
  "client-certificate-data": base64,
  "client-key": string,
  "client-key-data": base64,
  token: string,
  tokenFile: string,
  as: string,
  "as-uid": string,
  username: string,
  password: string,
});

const context = object("clientcmd/v1.Context", { cluster: string, user: string, namespace: string });

/** The fields of each kind of stanza, in the order of Go's structs. */
export const stanzaSchemas = { clusters: cluster, users: user, contexts: context } as const;
export type Section = keyof typeof stanzaSchemas;

export const kubeconfigSchema = object("clientcmd/v1.Config", {
  kind: string,
  apiVersion: string,
  preferences: any,
  clusters: list(object("clientcmd/v1.NamedCluster", { name: string, cluster })),
  users: list(object("clientcmd/v1.NamedAuthInfo", { name: string, user })),
  contexts: list(object("clientcmd/v1.NamedContext", { name: string, context })),
  "current-context": string,
});

export interface KubeconfigOptions {
  /** Of the cluster and its context. */
  readonly name: string;
  readonly user: string;
  readonly namespace: string;
  /** Where this simulated cluster answers. */
  readonly server: string;
  /** What lets the user in; absent: everyone. */
  readonly token?: string;
  /** Base64. */
  readonly certificateAuthorityData?: string;
}

/** Fields that a file has even when they are empty. */
const ALWAYS_WRITTEN: Readonly<Record<Section, Stanza>> = {
  clusters: { server: "" },
  users: {},
  contexts: { cluster: "", user: "" },
};

export class Kubeconfig {
  readonly path = "/home/learner/.kube/config";
  readonly server: string;
  readonly token: string | undefined;
  currentContext: string;
  colors = false;
  readonly sections: Record<Section, Stanzas>;

  constructor({ name, user, namespace, server, token, certificateAuthorityData }: KubeconfigOptions) {
    this.server = server;
    this.token = token;
    this.currentContext = name;
    this.sections = {
      clusters: {
        [name]: {
          server,
          ...(certificateAuthorityData === undefined
            ? {}
            : { "certificate-authority-data": certificateAuthorityData }),
        },
      },
      users: { [user]: token === undefined ? {} : { token } },
      contexts: { [name]: { cluster: name, user, namespace } },
    };
  }

  /** The namespace in which commands work that name none. */
  get namespace(): string {
    return String(this.find("contexts", this.currentContext)?.namespace || "default");
  }

  find(section: Section, name: string): Stanza | undefined {
    const stanzas = this.sections[section];
    return Object.hasOwn(stanzas, name) ? stanzas[name] : undefined;
  }

  /** In the order of the alphabet, as a map of Go is written to a file. */
  names(section: Section): readonly string[] {
    return Object.keys(this.sections[section]).sort();
  }

  put(section: Section, name: string, stanza: Stanza): void {
    this.sections[section] = { ...this.sections[section], [name]: { ...ALWAYS_WRITTEN[section], ...stanza } };
  }

  remove(section: Section, name: string): void {
    const { [name]: _, ...rest } = this.sections[section];
    this.sections[section] = rest;
  }
}

const CERTIFICATES = ["certificate-authority-data", "client-certificate-data", "client-key-data"];
const SECRETS = ["token", "password"];

/** What of it is printed. */
export interface KubeconfigView {
  /** With certificates and secrets. */
  readonly raw: boolean;
  /** Only what this context needs. */
  readonly only?: { readonly context: string; readonly cluster: string; readonly user: string };
  readonly currentContext: string;
}

export function printable(config: Kubeconfig, { raw, only, currentContext }: KubeconfigView) {
  const entries = (section: Section, field: string, wanted: string | undefined) => {
    const names = config.names(section).filter((name) => only === undefined || name === wanted);
    // Go writes a list that is not there as null.
    if (names.length === 0) return null;
    return names.map((name) => ({ [field]: shown(config.find(section, name) as Stanza, raw), name }));
  };
  return {
    apiVersion: "v1",
    clusters: entries("clusters", "cluster", only?.cluster),
    contexts: entries("contexts", "context", only?.context),
    "current-context": currentContext,
    kind: "Config",
    preferences: config.colors ? { colors: true } : {},
    users: entries("users", "user", only?.user),
  };
}

function shown(stanza: Stanza, raw: boolean): Stanza {
  const secret = (field: string): string | undefined =>
    CERTIFICATES.includes(field) ? "DATA+OMITTED" : SECRETS.includes(field) ? "REDACTED" : undefined;
  return Object.fromEntries(
    Object.entries(stanza).map(([field, value]) => [field, raw ? value : (secret(field) ?? value)]),
  );
}

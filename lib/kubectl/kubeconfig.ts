/** The learner's kubeconfig as the object that `config view` prints. Models client-go/tools/clientcmd/api/v1. */
import { any, list, object, string } from "../api/schema.ts";
import type { Printable } from "./output/printer.ts";
import type { KubectlConfig } from "./verb.ts";

const named = (name: string, field: string) => list(object(`clientcmd/v1.Named${name}`, { name: string, [field]: any }));

export const kubeconfigSchema = object("clientcmd/v1.Config", {
  kind: string,
  apiVersion: string,
  preferences: any,
  clusters: named("Cluster", "cluster"),
  users: named("AuthInfo", "user"),
  contexts: named("Context", "context"),
  "current-context": string,
});

/** Undefined for a context that names none: commands then work in `default`. */
export function contextNamespace({ namespace }: KubectlConfig): string | undefined {
  return namespace === "default" ? undefined : namespace;
}

export function kubeconfig(config: KubectlConfig): Printable {
  const { context, cluster, user, server } = config;
  const namespace = contextNamespace(config);
  const content = {
    apiVersion: "v1",
    clusters: [{ cluster: { server }, name: cluster }],
    contexts: [{ context: { cluster, ...(namespace === undefined ? {} : { namespace }), user }, name: context }],
    "current-context": context,
    kind: "Config",
    preferences: {},
    users: [{ name: user, user: {} }],
  };
  return content;
}

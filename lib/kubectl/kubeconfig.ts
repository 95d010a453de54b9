/** The learner's kubeconfig as the object that `config view` prints. Models client-go/tools/clientcmd/api/v1. */
import { any, list, object, string } from "../api/schema.ts";
import type { Printable } from "./output/printer.ts";
import type { KubectlConfig } from "./verb.ts";

const context = object("clientcmd/v1.Context", { cluster: string, user: string, namespace: string });

export const kubeconfigSchema = object("clientcmd/v1.Config", {
  kind: string,
  apiVersion: string,
  preferences: any,
  clusters: list(object("clientcmd/v1.NamedCluster", { name: string, cluster: any })),
  users: list(object("clientcmd/v1.NamedAuthInfo", { name: string, user: any })),
  contexts: list(object("clientcmd/v1.NamedContext", { name: string, context })),
  "current-context": string,
});

export function kubeconfig(config: KubectlConfig): Printable {
  const { context: name, cluster, user, server, namespace } = config;
  const content = {
    apiVersion: "v1",
    clusters: [{ cluster: { server }, name: cluster }],
    contexts: [{ context: { cluster, namespace, user }, name }],
    "current-context": name,
    kind: "Config",
    preferences: {},
    users: [{ name: user, user: {} }],
  };
  return content;
}

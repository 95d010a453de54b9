/** The file that tells a real kubectl where this cluster is and how to get in. */
import { dump } from "js-yaml";
import { USER } from "./reviews.ts";

export function kubeconfig({
  url,
  certificate,
  token,
}: {
  url: string;
  certificate: string;
  token: string;
}): string {
  return dump({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: "bootcamp",
        cluster: { server: url, "certificate-authority-data": Buffer.from(certificate).toString("base64") },
      },
    ],
    contexts: [{ name: "bootcamp", context: { cluster: "bootcamp", user: USER, namespace: "default" } }],
    "current-context": "bootcamp",
    preferences: {},
    users: [{ name: USER, user: { token } }],
  });
}

/** The client of the Kubernetes page "Debugging DNS Resolution" before it was agnhost: Debian 8 with BIND's programs. It sleeps as its manifest says. */
import { debianCommands, packages } from "./command-sets.ts";
import type { Image } from "./image.ts";

export const jessieDnsutils: Image = {
  repository: "registry.k8s.io/e2e-test-images/jessie-dnsutils",
  aliases: [
    "registry.k8s.io/jessie-dnsutils",
    "gcr.io/kubernetes-e2e-test-images/jessie-dnsutils",
    "gcr.io/kubernetes-e2e-test-images/dnsutils",
    "tutum/dnsutils",
  ],
  tags: ["latest", /^1\.\d$/],
  cmd: ["bash"],
  workingDir: "/",
  commands: [...debianCommands, ...packages["bind-tools"]],
  flavour: "debian",
  bindVersion: "9.9.5",
  sizeBytes: 72_553_891,
};

/**
 * registry.k8s.io/kube-proxy: the program that tells the kernel of its node where Services are. What it does is part of
 * each node (../node/kube-proxy.ts), also while its Pod is gone, as rules stay in a kernel; this is what can be seen of the
 * Pod: its log, its health, and its mode, which it tells its node alone. Leaves out its metrics.
 */
import { goError, goText, pathOf } from "./http-server.ts";
import type { Image, ImageProcess, ProcessContext } from "./image.ts";

const CONFIG = "/var/lib/kube-proxy/config.conf";

function kubeProxy({ log, now, podIP, readFile }: ProcessContext): ImageProcess {
  const config = readFile(CONFIG);
  const mode = /^mode: *"?(\w+)/m.exec(typeof config === "string" ? config : "")?.[1] ?? "iptables";
  const started = new Date(now());
  const stamp = `${started.toISOString().slice(5, 10).replace("-", "")} ${started.toISOString().slice(11, 23)}000`;
  const line = (where: string, text: string): string => `I${stamp}       1 ${where}] ${text}\n`;
  log(
    [
      line("server_linux.go:63", `"Using ${mode} proxy"`),
      line("server.go:715", `"Successfully retrieved NodeIPs" NodeIPs=["${podIP}"]`),
      line("server_linux.go:145", `"Using ${mode} Proxier"`),
      line("server.go:516", '"Version info" version="v1.33.0"'),
      line("server.go:518", '"Golang settings" GOGC="" GOMAXPROCS="" GOTRACEBACK=""'),
      line("config.go:199", '"Starting service config controller"'),
      line("config.go:105", '"Starting endpoint slice config controller"'),
      line("config.go:329", '"Starting node config controller"'),
      line("shared_informer.go:357", '"Caches are synced" controller="service config"'),
      line("shared_informer.go:357", '"Caches are synced" controller="endpoint slice config"'),
      line("shared_informer.go:357", '"Caches are synced" controller="node config"'),
    ].join(""),
  );
  return {
    listen: {
      "127.0.0.1:10249": (request) => {
        const answers: Readonly<Record<string, string>> = { "/healthz": "ok", "/proxyMode": mode };
        const answer = answers[pathOf(request)];
        return answer === undefined ? goError(now(), 404, "404 page not found") : goText(now(), answer);
      },
      10256: (request) => {
        const time = new Date(now()).toISOString().replace("T", " ").replace("Z", " +0000 UTC");
        return ["/healthz", "/livez"].includes(pathOf(request))
          ? goText(now(), `{"lastUpdated": "${time}","currentTime": "${time}", "nodeEligible": true}`)
          : goError(now(), 404, "404 page not found");
      },
    },
    stopExitCode: 2,
  };
}

export const kubeProxyImage: Image = {
  repository: "registry.k8s.io/kube-proxy",
  tags: ["v1.31.0", "v1.32.0", "v1.33.0", "v1.33.1"],
  programs: { "/usr/local/bin/kube-proxy": kubeProxy },
  workingDir: "/",
  commands: [],
  flavour: "debian",
  sizeBytes: 31_887_190,
};

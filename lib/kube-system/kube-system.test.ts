import { describe, expect, onTestFinished, test } from "vitest";
import { type Cluster, type ClusterOptions, createCluster } from "../cluster.ts";

async function start(options: ClusterOptions = {}): Promise<Cluster> {
  const cluster = await createCluster(options);
  onTestFinished(() => cluster.close());
  return cluster;
}

/** Runs commands one by one. @returns what the last one printed. */
async function last(cluster: Cluster, ...commands: readonly string[]): Promise<string> {
  let shown = "";
  for (const command of commands) {
    const { stdout, stderr } = await cluster.run(command);
    shown = stdout + stderr;
  }
  return shown;
}

const CLIENT =
  "kubectl run client --image=busybox -- sleep 1d; kubectl wait --for=condition=Ready pod/client";

describe("a new cluster", () => {
  test("runs coredns twice and kube-proxy on each node, and nobody saw them start", async () => {
    const cluster = await start({ nodes: 3 });
    const pods = await last(cluster, "kubectl get pods -n kube-system -o wide --no-headers");
    const rows = pods
      .trim()
      .split("\n")
      .map((line) => line.split(/ +/));
    expect(
      rows
        .map(([name = "", ready, status, restarts, , ip, node]) => [
          name.replace(/-\w+$/, ""),
          ready,
          status,
          restarts,
          ip,
          node,
        ])
        .sort(),
    ).toEqual([
      ["coredns-674b8bbfcf", "1/1", "Running", "0", "10.244.1.2", "node-1"],
      ["coredns-674b8bbfcf", "1/1", "Running", "0", "10.244.2.2", "node-2"],
      ["kube-proxy", "1/1", "Running", "0", "172.18.0.3", "node-1"],
      ["kube-proxy", "1/1", "Running", "0", "172.18.0.4", "node-2"],
      ["kube-proxy", "1/1", "Running", "0", "172.18.0.5", "node-3"],
    ]);
    expect(await last(cluster, "kubectl get events -n kube-system")).toBe(
      "No resources found in kube-system namespace.\n",
    );
    expect(
      await last(cluster, "kubectl get endpoints kube-dns -n kube-system --no-headers 2>/dev/null"),
    ).toMatch(/^kube-dns +10\.244\.1\.2:53,10\.244\.2\.2:53,10\.244\.1\.2:53 \+ 3 more/);
    expect(
      await last(
        cluster,
        "kubectl rollout status deploy/coredns -n kube-system; kubectl rollout status ds/kube-proxy -n kube-system",
      ),
    ).toBe('deployment "coredns" successfully rolled out\ndaemon set "kube-proxy" successfully rolled out\n');
  });

  test("with one node has all of them there", async () => {
    const cluster = await start({ nodes: 1 });
    const ips = await last(cluster, "kubectl get pods -n kube-system -o jsonpath='{.items[*].status.podIP}'");
    expect(ips.split(" ").sort()).toEqual(["10.244.1.2", "10.244.1.3", "172.18.0.3"]);
  });

  test("holds what it would hold had a client created it: the server finds nothing to add", async () => {
    const cluster = await start();
    for (const object of ["deploy/coredns", "ds/kube-proxy", "cm/coredns", "cm/kube-proxy"]) {
      const command = `kubectl get ${object} -n kube-system -o yaml > before; kubectl replace -f before -o yaml > after; diff <(grep -v resourceVersion before) <(grep -v resourceVersion after)`;
      expect(await last(cluster, command)).toBe("");
    }
  });

  test.each(["ipvs", "iptables", "nftables"] as const)(
    "tells the mode of its proxies: %s",
    async (proxyMode) => {
      const cluster = await start({ proxyMode });
      expect(await last(cluster, "kubectl get cm kube-proxy -n kube-system -o yaml | grep ' mode:'")).toBe(
        `    mode: ${proxyMode}\n`,
      );
      expect(
        await last(cluster, "kubectl logs ds/kube-proxy -n kube-system 2>/dev/null | grep Proxier"),
      ).toContain(`"Using ${proxyMode} Proxier"`);
    },
  );

  test("has images without a shell", async () => {
    const cluster = await start();
    for (const pod of ["deploy/coredns", "ds/kube-proxy"])
      expect(await last(cluster, `kubectl exec -n kube-system ${pod} -- sh`)).toContain(
        'exec: "sh": executable file not found in $PATH',
      );
  });
});

describe("Pods of the system", () => {
  test("come back when they are deleted, and answer again", async () => {
    const cluster = await start();
    await last(cluster, CLIENT, "kubectl delete pod -n kube-system --all", "sleep 20");
    expect(await last(cluster, "kubectl get pods -n kube-system --no-headers")).toMatch(
      /^(?:(?:coredns|kube-proxy)-\S+ +1\/1 +Running .*\n){5}$/,
    );
    expect(
      await last(cluster, "kubectl exec client -- nslookup -type=a kubernetes.default.svc.cluster.local"),
    ).toContain("Address: 10.96.0.1");
  });

  test("of coredns scaled to nothing: an empty list of endpoints, and no names, but addresses work", async () => {
    const cluster = await start();
    await last(cluster, CLIENT, "kubectl scale deploy coredns -n kube-system --replicas=0", "sleep 10");
    expect(
      await last(cluster, "kubectl get endpoints kube-dns -n kube-system --no-headers 2>/dev/null"),
    ).toMatch(/^kube-dns +<none>/);
    expect(await last(cluster, "kubectl exec client -- nslookup kubernetes.default.svc.cluster.local")).toBe(
      ";; connection timed out; no servers could be reached\n\nnslookup: write to '10.96.0.10': Connection refused\ncommand terminated with exit code 1\n",
    );
    expect(await last(cluster, "kubectl exec client -- wget -qO- -T 2 http://kubernetes.default")).toContain(
      "wget: bad address 'kubernetes.default'",
    );
    await last(cluster, "kubectl scale deploy coredns -n kube-system --replicas=1", "sleep 30");
    expect(
      await last(cluster, "kubectl exec client -- nslookup -type=a kubernetes.default.svc.cluster.local"),
    ).toContain("Address: 10.96.0.1");
  });

  test("are asked directly, and a Pod that is no name server refuses", async () => {
    const cluster = await start();
    await last(
      cluster,
      "kubectl run tools --image=nicolaka/netshoot -- sleep 1d; kubectl wait --for=condition=Ready pod/tools",
    );
    expect(
      await last(
        cluster,
        "kubectl exec tools -- dig +short kubernetes.default.svc.cluster.local @10.244.2.2",
      ),
    ).toBe("10.96.0.1\n");
    expect(
      await last(cluster, "kubectl exec tools -- sh -c 'dig +tries=1 web @$(hostname -i)' 2>&1 | head -1"),
    ).toContain("connection refused");
    expect(await last(cluster, "kubectl exec tools -- nslookup kubernetes.default 192.0.2.1")).toMatch(
      /^(?:;; communications error to 192\.0\.2\.1#53: timed out\n){3};; no servers could be reached\n/,
    );
  });
});

describe("the Corefile", () => {
  const edit = (change: string): string =>
    `kubectl get cm coredns -n kube-system -o yaml | sed '${change}' | kubectl replace -f -`;
  const logs = "kubectl logs -n kube-system -l k8s-app=kube-dns --tail=-1";

  test("with the plug-in log tells of each question", async () => {
    const cluster = await start();
    await last(cluster, CLIENT, edit("s/^        errors/        log\\n        errors/"), "sleep 2m");
    await last(cluster, "kubectl exec client -- nslookup -type=a kubernetes.default.svc.cluster.local");
    const shown = await last(cluster, logs);
    expect(shown).toMatch(
      /\[INFO\] Reloading\n\[INFO\] plugin\/reload: Running configuration SHA512 = [0-9a-f]{128}\n\[INFO\] Reloading complete\n/,
    );
    expect(shown).toMatch(
      /^\[INFO\] 10\.244\.\d\.\d+:\d+ - \d+ "A IN kubernetes\.default\.svc\.cluster\.local\. udp 54 false 512" NOERROR qr,aa,rd 106 0\.\d+s$/m,
    );
  });

  test("with hosts of its own is followed, and a plug-in that is left out is named", async () => {
    const cluster = await start();
    const hosts =
      "        hosts {\\n           10.9.9.9 legacy.example.org\\n           fallthrough\\n        }\\n        rewrite name foo bar";
    await last(cluster, CLIENT, edit(`s/^        errors/${hosts}\\n        errors/`), "sleep 2m");
    expect(await last(cluster, "kubectl exec client -- nslookup -type=a legacy.example.org")).toContain(
      "Address: 10.9.9.9",
    );
    expect(await last(cluster, logs)).toContain(
      "[simulation] the plug-in rewrite of the Corefile is left out here: it changes nothing\n",
    );
  });

  test("with a mistake is not taken by servers that run, and ends those that start", async () => {
    const cluster = await start();
    await last(cluster, CLIENT, edit("s/^        errors/        nosuch/"), "sleep 2m");
    expect(
      await last(cluster, "kubectl exec client -- nslookup -type=a kubernetes.default.svc.cluster.local"),
    ).toContain("Address: 10.96.0.1");
    expect(await last(cluster, logs)).toContain(
      "[ERROR] Restart failed: /etc/coredns/Corefile:2 - Error during parsing: Unknown directive 'nosuch'\n",
    );
    await last(cluster, "kubectl delete pod -n kube-system -l k8s-app=kube-dns", "sleep 30");
    expect(await last(cluster, "kubectl get pods -n kube-system -l k8s-app=kube-dns --no-headers")).toMatch(
      /^(?:coredns-\S+ +0\/1 +(?:CrashLoopBackOff|Error) .*\n){2}$/,
    );
  });
});

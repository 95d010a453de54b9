import { describe, expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

const LINES = `:KUBE-SERVICES - [0:0]
:KUBE-SVC-A - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A KUBE-SERVICES -d 10.96.0.5/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j KUBE-SVC-A
-A KUBE-SERVICES -d 10.96.0.6/32 -p tcp -m comment --comment "default/empty has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable
-A KUBE-SVC-A ! -s 10.244.0.0/16 -d 10.96.0.5/32 -p tcp -m comment --comment "default/web cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
`;
const NFT = "table ip kube-proxy {\n\tchain services {\n\t\tfirst\n\t}\n\n\tchain other {\n\t}\n}\n";
const on = (mode: string, listing: string, flavour: "busybox" | "debian" = "debian") =>
  shellMachine({ flavour, node: { mode, listing: () => listing } });

describe("in mode iptables", () => {
  test("iptables-save puts refusals into their own table", async () => {
    const { stdout } = await on("iptables", LINES).exec(["iptables-save"]);
    const [filter = "", nat = ""] = stdout.split("*nat");
    expect(filter).toContain(
      "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A KUBE-SERVICES -d 10.96.0.6/32",
    );
    expect(nat).toContain(":POSTROUTING ACCEPT [0:0]\n:KUBE-SERVICES - [0:0]\n");
    expect(nat).not.toContain("REJECT");
    expect(stdout.match(/^COMMIT$/gm)).toHaveLength(2);
  });

  test.each([
    [
      "iptables -t nat -S KUBE-SVC-A",
      `-N KUBE-SVC-A\n${LINES.split("\n").find((line) => line.startsWith("-A KUBE-SVC-A"))}\n`,
    ],
    [
      "iptables -t nat -nL KUBE-SERVICES",
      "Chain KUBE-SERVICES (1 references)\ntarget     prot opt source               destination         \nKUBE-SVC-A 6    --  0.0.0.0/0            10.96.0.5            /* default/web cluster IP */ tcp dpt:80\n",
    ],
    [
      "iptables -t nat -L KUBE-SVC-A -n --line-numbers",
      "Chain KUBE-SVC-A (1 references)\nnum  target     prot opt source               destination         \n1    KUBE-MARK-MASQ 6    --  !10.244.0.0/16       10.96.0.5            /* default/web cluster IP */ tcp dpt:80\n",
    ],
    [
      "ipvsadm -Ln",
      "IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n",
    ],
  ])("%s", async (line, stdout) => {
    expect(await on("iptables", LINES).exec(line.split(" "))).toEqual({ stdout, stderr: "", exitCode: 0 });
  });

  test.each([
    ["iptables -t nat -L NOSUCH", "iptables: No chain/target/match by that name.\n"],
    [
      "iptables -A INPUT",
      "iptables: -A: to change rules is not part of this simulation; -S and -L show them\n",
    ],
    [
      "nft list table ip kube-proxy",
      "Error: No such file or directory\nlist table ip kube-proxy\n              ^^^^^^^^^^\n",
    ],
  ])("%s is refused", async (line, stderr) => {
    expect((await on("iptables", LINES).exec(line.split(" "))).stderr).toBe(stderr);
  });
});

test("in the other modes the listing is that of their own programs, and iptables says where to look", async () => {
  expect((await on("ipvs", "virtual servers\n").exec(["ipvsadm", "-L", "-n"])).stdout).toBe(
    "virtual servers\n",
  );
  expect((await on("nftables", NFT).exec(["nft", "list", "ruleset"])).stdout).toBe(NFT);
  expect(
    (await on("nftables", NFT).exec(["nft", "list", "chain", "ip", "kube-proxy", "services"])).stdout,
  ).toBe("table ip kube-proxy {\n\tchain services {\n\t\tfirst\n\t}\n}\n");
  expect((await on("ipvs", "").exec(["iptables-save"])).stderr).toMatch(
    /^iptables-save: kube-proxy works in mode ipvs .*: see ipvsadm -Ln\n$/,
  );
});

test("a Pod with a network of its own sees no rules", async () => {
  const { exec } = shellMachine();
  expect((await exec(["iptables-save"])).stderr).toContain("Permission denied (you must be root)");
  expect((await exec(["ipvsadm", "-Ln"])).exitCode).toBe(255);
});

test("chroot /host reaches the programs of the node from an image without them", async () => {
  const { run } = on("iptables", LINES, "busybox");
  expect((await run("chroot /host iptables-save | grep -c KUBE")).stdout).toBe("6\n");
  expect((await run("chroot /host echo hi")).stdout).toBe("hi\n");
  expect((await run("chroot /host")).stderr).toContain("name a program, such as chroot /host iptables-save");
  expect((await run("chroot /nosuch ls")).stderr).toBe(
    "chroot: can't change root directory to '/nosuch': No such file or directory\n",
  );
});

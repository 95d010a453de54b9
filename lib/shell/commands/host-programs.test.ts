/** What a container shows of itself: names, addresses, processes, sockets. Texts of busybox, iproute2, net-tools and procps. */
import { describe, expect, test } from "vitest";
import { ListeningSockets } from "../../network/listening-sockets.ts";
import { Loop } from "../../sim/loop.ts";
import { fakeNetwork, welcome } from "../../testing/fake-network.ts";
import { type ShellMachineOptions, shellMachine } from "../../testing/shell-machine.ts";

const options = {
  hostname: "web-0",
  files: { "/etc/hosts": "127.0.0.1\tlocalhost\n10.244.1.9\tweb-0.web.default.svc.cluster.local\tweb-0\n" },
};
const at = (flavour: "busybox" | "debian", more: ShellMachineOptions = {}) =>
  shellMachine({ ...options, flavour, ...more });

/** A machine where two servers listen, each at an address of its own. */
function serving(flavour: "busybox" | "debian") {
  const loop = new Loop();
  const sockets = new ListeningSockets();
  const handler = () => welcome();
  sockets.open({ address: "*", port: 8080, handler, program: "http-go" }, "10.244.1.9");
  sockets.open({ address: "127.0.0.1", port: 80, handler, program: "nginx" }, "10.244.1.9");
  const mainProcess = { argv: ["/app/http-go", "-v"], startedAtMs: Date.UTC(2026, 0, 5, 9) };
  return at(flavour, { loop, network: { ...fakeNetwork({ loop }), sockets }, mainProcess });
}

describe("hostname", () => {
  test.each([
    ["hostname", "web-0\n", "web-0\n"],
    ["hostname -s", "web-0\n", "web-0\n"],
    ["hostname -f", "web-0.web.default.svc.cluster.local\n", "web-0.web.default.svc.cluster.local\n"],
    ["hostname -d", "web.default.svc.cluster.local\n", "web.default.svc.cluster.local\n"],
    ["hostname -i", "10.244.1.9\n", "10.244.1.9\n"],
    ["hostname --fqdn", "web-0.web.default.svc.cluster.local\n", "web-0.web.default.svc.cluster.local\n"],
    ["dnsdomainname", "web.default.svc.cluster.local\n", "web.default.svc.cluster.local\n"],
    ["hostname -I", "", "10.244.1.9 \n"],
  ])("%s", async (line, busybox, debian) => {
    expect((await at("busybox").exec(line.split(" "))).stdout).toBe(busybox);
    expect((await at("debian").exec(line.split(" "))).stdout).toBe(debian);
  });
});

describe("addresses and routes", () => {
  test("ip addr, of both", async () => {
    expect((await at("debian").exec(["ip", "a", "show", "eth0"])).stdout).toBe(
      "2: eth0@if11: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000\n    link/ether 0a:58:0a:f4:01:09 brd ff:ff:ff:ff:ff:ff link-netnsid 0\n    inet 10.244.1.9/24 brd 10.244.1.255 scope global eth0\n       valid_lft forever preferred_lft forever\n    inet6 fe80::858:aff:fef4:109/64 scope link \n       valid_lft forever preferred_lft forever\n",
    );
    expect((await at("busybox").exec(["ip", "-4", "addr"])).stdout).toBe(
      "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n2: eth0@if11: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue qlen 1000\n    inet 10.244.1.9/24 brd 10.244.1.255 scope global eth0\n       valid_lft forever preferred_lft forever\n",
    );
  });

  test.each([
    ["ip r", "10.244.1.0/24 via 10.244.1.1 dev eth0 src 10.244.1.9 \n"],
    ["ip -br -4 a", "eth0@if11        UP             10.244.1.9/24 \n"],
    ["ip -o -4 addr show eth0", "2: eth0    inet 10.244.1.9/24 brd 10.244.1.255 scope global eth0\\"],
    ["ip route get 10.96.0.10", "10.96.0.10 via 10.244.1.1 dev eth0 src 10.244.1.9"],
    ["ifconfig eth0", "        inet 10.244.1.9  netmask 255.255.255.0  broadcast 10.244.1.255\n"],
    ["route -n", "0.0.0.0         10.244.1.1      0.0.0.0         UG    0      0        0 eth0\n"],
    ["netstat -rn", "10.244.1.1      0.0.0.0         255.255.255.255 UH        0 0          0 eth0\n"],
  ])("%s", async (line, part) => {
    expect((await at("debian").exec(line.split(" "))).stdout).toContain(part);
  });

  test.each([
    ["busybox", "ifconfig eth9", "ifconfig: eth9: error fetching interface information: Device not found\n"],
    ["debian", "ip a s eth9", 'Device "eth9" does not exist.\n'],
    ["busybox", "ip a s eth9", "ip: can't find device 'eth9'\n"],
    ["debian", "ip foo", 'Object "foo" is unknown, try "ip help".\n'],
    [
      "debian",
      "ip -j a",
      "ip: -j: this option is not part of this simulation: ip addr, ip link and ip route show what there is\n",
    ],
    [
      "debian",
      "ip link set eth0 down",
      "ip: ip link set is not part of this simulation: ip addr, ip link and ip route show what there is\n",
    ],
  ] as const)("%s: %s", async (flavour, line, stderr) => {
    const result = await at(flavour).exec(line.split(" "));
    expect([result.stdout, result.stderr, result.exitCode > 0]).toEqual(["", stderr, true]);
  });
});

describe("sockets", () => {
  const SS = "State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess";
  const NETSTAT = "Proto Recv-Q Send-Q Local Address           Foreign Address         State";
  test.each([
    [
      "debian",
      "ss -tln",
      `${SS}\nLISTEN 0      4096               *:8080            *:*          \nLISTEN 0      511        127.0.0.1:80        0.0.0.0:*          \n`,
    ],
    ["debian", "ss -t", "State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n"],
    [
      "debian",
      "netstat -tlnp",
      `Active Internet connections (only servers)\n${NETSTAT}       PID/Program name    \ntcp6       0      0 :::8080                 :::*                    LISTEN      1/http-go           \ntcp        0      0 127.0.0.1:80            0.0.0.0:*               LISTEN      -                   \n`,
    ],
    [
      "busybox",
      "netstat -tl",
      `Active Internet connections (only servers)\n${NETSTAT}       \ntcp        0      0 :::http-alt             :::*                    LISTEN      \ntcp        0      0 127.0.0.1:http          0.0.0.0:*               LISTEN      \n`,
    ],
    ["busybox", "netstat -uln", `Active Internet connections (only servers)\n${NETSTAT}       \n`],
  ] as const)("%s: %s", async (flavour, line, stdout) => {
    expect(await serving(flavour).exec(line.split(" "))).toEqual({ stdout, stderr: "", exitCode: 0 });
  });

  test("ss names the process, and what it cannot do", async () => {
    const { exec } = serving("debian");
    expect((await exec(["ss", "-lntp"])).stdout).toContain('users:(("http-go",pid=1,fd=3))');
    expect((await exec(["ss", "-K"])).stderr).toBe(
      "ss: K: this is not part of this simulation: ss -tlnp shows what listens\n",
    );
  });
});

describe("processes", () => {
  test.each([
    [
      "busybox",
      "ps",
      "PID   USER     TIME  COMMAND\n    1 root      0:00 /app/http-go -v\n    7 root      0:00 ps\n",
    ],
    ["debian", "ps", "    PID TTY          TIME CMD\n      7 ?        00:00:00 ps\n"],
    [
      "debian",
      "ps -ef",
      "UID          PID    PPID  C STIME TTY          TIME CMD\nroot           1       0  0 09:00 ?        00:00:00 /app/http-go -v\nroot           7       0  0 09:00 ?        00:00:00 ps -ef\n",
    ],
    ["debian", "ps -o pid,args", "  PID COMMAND\n    1 /app/http-go -v\n    7 ps -o pid,args\n"],
    ["busybox", "pgrep http", "1\n"],
    ["busybox", "pidof http-go", "1\n"],
  ] as const)("%s: %s", async (flavour, line, stdout) => {
    expect(await serving(flavour).exec(line.split(" "))).toEqual({ stdout, stderr: "", exitCode: 0 });
  });

  test("jobs of any shell of the container are among them", async () => {
    const { run } = serving("busybox");
    expect((await run("sleep 9 & sleep 1; sh -c 'ps; pgrep sleep'; kill $!")).stdout).toBe(
      "PID   USER     TIME  COMMAND\n    1 root      0:00 /app/http-go -v\n    7 root      0:00 ps\n  101 root      0:00 sleep 9\n101\n",
    );
  });
});

import { expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

const ZONE = "svc.cluster.local";
const record = (name: string, type: "A" | "PTR", value: string) => ({ name, type, value, ttl: 30 });
const machine = (busyboxVersion: string) =>
  shellMachine({
    flavour: "busybox",
    busyboxVersion,
    files: {
      "/etc/hosts": "127.0.0.1\tlocalhost\n",
      "/etc/resolv.conf": `search default.${ZONE} ${ZONE} cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`,
    },
    records: [
      record(`kubernetes.default.${ZONE}`, "A", "10.96.0.1"),
      record("1.0.96.10.in-addr.arpa", "PTR", `kubernetes.default.${ZONE}`),
      record("10.0.96.10.in-addr.arpa", "PTR", `kube-dns.kube-system.${ZONE}`),
      record(`head.default.${ZONE}`, "A", "10.244.1.4"),
      record(`head.default.${ZONE}`, "A", "10.244.1.5"),
      record("4.1.244.10.in-addr.arpa", "PTR", `10-244-1-4.head.default.${ZONE}`),
    ],
  });

const SERVER = `Server:    10.96.0.10\nAddress 1: 10.96.0.10 kube-dns.kube-system.${ZONE}\n\n`;

test.each([
  ["kubernetes.default", `Name:      kubernetes.default\nAddress 1: 10.96.0.1 kubernetes.default.${ZONE}\n`],
  ["head", `Name:      head\nAddress 1: 10.244.1.4 10-244-1-4.head.default.${ZONE}\nAddress 2: 10.244.1.5\n`],
  ["10.96.0.1", `Name:      10.96.0.1\nAddress 1: 10.96.0.1 kubernetes.default.${ZONE}\n`],
  ["localhost", "Name:      localhost\nAddress 1: 127.0.0.1\n"],
])("%s is found by the search list, in the old layout", async (name, stdout) => {
  const expected = { stdout: SERVER + stdout, stderr: "", exitCode: 0 };
  expect(await machine("1.28.4").exec(["nslookup", name])).toEqual(expected);
});

test("a name that nobody knows, and an option", async () => {
  expect(await machine("1.28.4").exec(["nslookup", "nosuch"])).toEqual({
    stdout: SERVER,
    stderr: "nslookup: can't resolve 'nosuch'\n",
    exitCode: 1,
  });
  const { stderr } = await machine("1.28.4").exec(["nslookup", "-type=srv", "web"]);
  expect(stderr).toContain(
    "BusyBox v1.28.4 (2018-05-22 17:00:17 UTC) multi-call binary.\n\nUsage: nslookup [HOST] [SERVER]\n",
  );
});

test.each(["1.27.2", "1.28.4"])("%s has it", async (version) => {
  expect((await machine(version).exec(["nslookup", "kubernetes.default"])).exitCode).toBe(0);
});

test.each(["1.29.3", "1.36.1", "1.37.0"])(
  "%s has the new one, which asks for a name with a dot as it is",
  async (version) => {
    const { stdout, exitCode } = await machine(version).exec(["nslookup", "kubernetes.default"]);
    expect([exitCode, stdout.split("\n")[3]]).toEqual([
      1,
      "** server can't find kubernetes.default: NXDOMAIN",
    ]);
  },
);

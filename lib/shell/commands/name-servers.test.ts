/**
 * Several name servers, and what host, nslookup and dig tell with their options, beside the record of the real ones: BIND
 * 9.18 and busybox 1.35, against servers of which 10.96.0.10 behaves as CoreDNS does, 10.96.0.77 never answers and at
 * 10.96.0.78 nobody listens. What differs from run to run is made the same in both.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { DnsRecord } from "../../network/http.ts";
import { shellMachine } from "../../testing/shell-machine.ts";

interface Recorded {
  readonly servers: readonly string[];
  readonly options?: string;
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const recorded = JSON.parse(
  readFileSync(new URL("testdata/name-servers.json", import.meta.url), "utf8"),
) as readonly Recorded[];

const record = (name: string, type: DnsRecord["type"], value: string): DnsRecord => ({
  name,
  type,
  value,
  ttl: 30,
});
const ZONE = "default.svc.cluster.local";
const records = [
  record(
    "cluster.local",
    "SOA",
    "ns.dns.cluster.local. hostmaster.cluster.local. 1767603600 7200 1800 86400 30",
  ),
  record(`http-go-svc.${ZONE}`, "A", "10.99.129.175"),
  record(`head.${ZONE}`, "A", "10.244.1.4"),
  record(`head.${ZONE}`, "A", "10.244.1.5"),
  record(`ext.${ZONE}`, "CNAME", "www.example.com"),
  record("www.example.com", "A", "93.184.216.34"),
  record(`_http._tcp.http-go-svc.${ZONE}`, "SRV", `0 100 80 http-go-svc.${ZONE}`),
  record("175.129.99.10.in-addr.arpa", "PTR", `http-go-svc.${ZONE}`),
];

/** Random numbers, the version and the time of day. */
function steady(text: string): string {
  return text
    .replace(/ id: \d+/g, " id: 1")
    .replace(/COOKIE: [0-9a-f]+/g, "COOKIE: 0")
    .replace(/DiG [\w.~-]+/g, "DiG 9.18")
    .replace(/^;; WHEN: .*$/gm, ";; WHEN: now")
    .replace(/^;; Query time: \d+ msec$/gm, ";; Query time: 0 msec")
    .replace(/ in \d+ ms$/gm, " in 0 ms");
}

function machineFor({ servers, options = "" }: Recorded, flavour: "busybox" | "debian") {
  const lines = servers.map((server) => `nameserver ${server}\n`).join("");
  const file = `search ${ZONE} svc.cluster.local cluster.local\n${lines}options ndots:5 ${options}\n`;
  return shellMachine({ files: { "/etc/resolv.conf": file }, records, closed: ["10.96.0.78"], flavour });
}

test.each(recorded.map((each) => [`${each.servers.join(" ")}: ${each.command}`, each] as const))(
  "%s",
  async (_, each) => {
    const isBusybox = each.command.startsWith("busybox ");
    const argv = each.command.replace("busybox ", "").split(" ");
    const { stdout, stderr, exitCode } = await machineFor(each, isBusybox ? "busybox" : "debian").exec(argv);
    expect({ stdout: steady(stdout), stderr, exitCode }).toEqual({
      stdout: steady(each.stdout),
      stderr: each.stderr,
      exitCode: each.exitCode,
    });
  },
);

test.each([
  ["dig +short http-go-svc.default.svc.cluster.local", 15_000],
  ["dig +short +time=1 +tries=2 http-go-svc.default.svc.cluster.local", 2_000],
  ["nslookup http-go-svc", 30_000],
  ["host http-go-svc", 30_000],
])("%s waits for a first server that is silent", async (command, ms) => {
  const each = { servers: ["10.96.0.77", "10.96.0.10"], command, stdout: "", stderr: "", exitCode: 0 };
  const { exec, loop } = machineFor(each, "debian");
  await exec(command.split(" "));
  expect(loop.now).toBe(ms);
});

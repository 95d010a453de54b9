/**
 * What dig, host and getent print, beside the record of the real ones: BIND 9.18 and glibc 2.36, against a local name
 * server with the records below that behaves as CoreDNS does. What differs from run to run is made the same in both.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { DnsRecord } from "../../network/http.ts";
import { shellMachine } from "../../testing/shell-machine.ts";

interface Recorded {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const recorded = JSON.parse(
  readFileSync(new URL("testdata/name-programs.json", import.meta.url), "utf8"),
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
const files = {
  "/etc/resolv.conf": `search ${ZONE} svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`,
  "/etc/hosts": `127.0.0.1\tlocalhost\n10.244.1.9\tweb-0.web.${ZONE}\tweb-0\n`,
};

/** Random numbers, the version and the time of day. */
function steady(text: string): string {
  return text
    .replace(/ id: \d+/g, " id: 1")
    .replace(/COOKIE: [0-9a-f]+/g, "COOKIE: 0")
    .replace(/DiG [\d.]+/g, "DiG 9.18")
    .replace(/^;; WHEN: \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d UTC \d{4}$/gm, ";; WHEN: now")
    .replace(/^;; Query time: \d+ msec$/gm, ";; Query time: 0 msec");
}

describe("as the real program", () => {
  test.each(recorded)("$command", async ({ command, stdout, stderr, exitCode }) => {
    const result = await shellMachine({ files, records, flavour: "debian" }).exec(command.split(" "));
    expect({ ...result, stdout: steady(result.stdout) }).toEqual({
      stdout: steady(stdout),
      stderr,
      exitCode,
    });
  });
});

test("a server that does not answer is given up after its time", async () => {
  const { exec, loop } = shellMachine({ files, records });
  await exec(["dig", "@10.244.1.77", "x"]);
  expect(loop.now).toBe(15_000);
  await exec(["dig", "@10.244.1.77", "+time=2", "+tries=1", "x"]);
  expect(loop.now).toBe(17_000);
});

test("in an image of busybox the nslookup of a package stands in front of busybox's own", async () => {
  const first = async (packaged: readonly string[]) =>
    (
      await shellMachine({ files, records, flavour: "busybox", packaged }).exec([
        "nslookup",
        `http-go-svc.${ZONE}`,
      ])
    ).stdout
      .split("\n")
      .find((line) => line.startsWith("Address"));
  expect([await first(["dig"]), await first(["nslookup", "dig"])]).toEqual([
    "Address:\t10.96.0.10:53",
    "Address:\t10.96.0.10#53",
  ]);
});

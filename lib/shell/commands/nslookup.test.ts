/** Expected texts were recorded from busybox 1.35 and BIND 9.18 against a local name server. */
import { describe, expect, test } from "vitest";
import type { DnsRecord } from "../../network/http.ts";
import { shellMachine } from "../../testing/shell-machine.ts";

const record = (name: string, type: DnsRecord["type"], value: string): DnsRecord => ({
  name,
  type,
  value,
  ttl: 5,
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
  record("175.129.99.10.in-addr.arpa", "PTR", `http-go-svc.${ZONE}`),
];
const files = {
  "/etc/resolv.conf": `search ${ZONE} svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n`,
};

const lookup = async (flavour: "busybox" | "debian", ...args: string[]) => {
  const { stdout, stderr, exitCode } = await shellMachine({ flavour, files, records }).exec([
    "nslookup",
    ...args,
  ]);
  return [stdout + stderr, exitCode];
};
const missing = (name: string) => `** server can't find ${name}: NXDOMAIN\n\n`;
const found = (name: string, address: string) => `Name:\t${name}\nAddress: ${address}\n`;

describe("busybox asks for every name of the search list, and each miss is a failure", () => {
  const HEAD = "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n";
  const OTHERS = missing("http-go-svc.svc.cluster.local") + missing("http-go-svc.cluster.local");
  test.each([
    [
      "a short name is found, and the exit code is 1",
      ["http-go-svc"],
      `${found(`http-go-svc.${ZONE}`, "10.99.129.175")}\n${OTHERS}\n${OTHERS}`,
      1,
    ],
    [
      "a name with a dot gets no search list",
      ["http-go-svc.default"],
      missing("http-go-svc.default").repeat(2),
      1,
    ],
    ["a full name", [`http-go-svc.${ZONE}`], `${found(`http-go-svc.${ZONE}`, "10.99.129.175")}\n\n`, 0],
    [
      "a full name with its last dot",
      [`http-go-svc.${ZONE}.`],
      `${found(`http-go-svc.${ZONE}`, "10.99.129.175")}\n\n`,
      0,
    ],
    ["one type", ["-type=a", `http-go-svc.${ZONE}`], `${found(`http-go-svc.${ZONE}`, "10.99.129.175")}\n`, 0],
    [
      "a headless Service",
      [`head.${ZONE}`],
      `${found(`head.${ZONE}`, "10.244.1.4")}${found(`head.${ZONE}`, "10.244.1.5")}\n\n`,
      0,
    ],
    [
      "an external name",
      [`ext.${ZONE}`],
      `ext.${ZONE}\tcanonical name = www.example.com\n${found("www.example.com", "93.184.216.34")}\next.${ZONE}\tcanonical name = www.example.com\n\n`,
      0,
    ],
    ["an address", ["10.99.129.175"], `175.129.99.10.in-addr.arpa\tname = http-go-svc.${ZONE}\n\n`, 0],
    ["an address of nobody", ["10.1.1.1"], missing("1.1.1.10.in-addr.arpa"), 1],
  ] as const)("%s", async (_, args, text, exitCode) => {
    expect(await lookup("busybox", ...args)).toEqual([HEAD + text, exitCode]);
  });

  test("an unknown name", async () => {
    const all = [ZONE, "svc.cluster.local", "cluster.local"]
      .map((suffix) => missing(`nosuch.${suffix}`))
      .join("");
    expect(await lookup("busybox", "nosuch")).toEqual([HEAD + all + all, 1]);
  });

  test("wrong usage", async () => {
    expect(await lookup("busybox", "-type=foo", "x")).toEqual(['nslookup: invalid query type "foo"\n', 1]);
    expect((await lookup("busybox"))[0]).toContain(
      "Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n",
    );
  });
});

describe("BIND's stops at the first name that exists", () => {
  const HEAD = "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n";
  const FOUND = `${HEAD}${found(`http-go-svc.${ZONE}`, "10.99.129.175")}\n`;
  test.each([
    [["http-go-svc"], FOUND, 0],
    [["http-go-svc.default.svc.cluster.local"], FOUND, 0],
    [["http-go-svc", "10.96.0.10"], FOUND, 0],
    [["nosuch"], HEAD + missing("nosuch"), 1],
    [
      ["ext"],
      `${HEAD}ext.${ZONE}\tcanonical name = www.example.com.\n${found("www.example.com", "93.184.216.34")}\n`,
      0,
    ],
    [["10.99.129.175"], `175.129.99.10.in-addr.arpa\tname = http-go-svc.${ZONE}.\n\n`, 0],
  ] as const)("%j", async (args, text, exitCode) => {
    // A server by name is not asked whether it recurses.
    const server = args[1] === undefined ? ["10.96.0.10"] : [];
    expect(await lookup("debian", ...args, ...server)).toEqual([text, exitCode]);
  });
});

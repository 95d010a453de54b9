/** Expected texts were recorded from GNU wget 1.21.3 in the C locale; a transfer takes one simulated millisecond. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Certificate, parseCertificates } from "../../network/certificate.ts";
import { welcome } from "../../testing/fake-network.ts";
import { shellMachine } from "../../testing/shell-machine.ts";

const certificates = readFileSync(
  join(import.meta.dirname, "../../network/testdata/certificates.pem"),
  "utf8",
);
const selfSigned = parseCertificates(certificates)[0] as Certificate;
const IP = "10.99.129.175";
const BODY = "Welcome! http-go-568f649bb-r6psq\n";
const AT = "2026-01-05 09:00:00";
const CONNECT = `Resolving http-go-svc (http-go-svc)... ${IP}\nConnecting to http-go-svc (http-go-svc)|${IP}|:80... connected.\nHTTP request sent, awaiting response... `;
const ROW = "     0K                                                       100% 32.2K=0.001s\n";

const machine = () =>
  shellMachine({
    names: { "http-go-svc": IP, "my-nginx": "10.0.0.6", web: "10.0.0.6" },
    files: { "/ca.pem": certificates },
    servers: {
      [`${IP}:80`]: ({ path }) => {
        if (path === "/404") return { status: 404, headers: {}, body: "404 page not found\n" };
        if (path === "/302") return { status: 302, headers: { Location: "/ok" }, body: "" };
        if (path === "/loop") return { status: 302, headers: { Location: "/loop" }, body: "" };
        if (path === "/chunked") return { headers: { "Content-Type": "text/html" }, body: "hello world\n" };
        if (path === "/mid") return { headers: { "Content-Length": "12345" }, body: "x".repeat(12_345) };
        return welcome();
      },
      "10.0.0.6:443": { certificate: selfSigned, body: "hi\n" },
      "10.0.0.7:443": { body: "hi\n" },
      "10.0.0.1:80": { code: "ETIMEDOUT" },
      "10.0.0.2:80": { code: "ETIMEDOUT", connected: true },
      "10.0.0.3:80": { code: "EMPTY", connected: true },
      "10.0.0.4:80": { code: "ECONNRESET", connected: true },
    },
  });

const wget = (...args: string[]) => machine().exec(["wget", ...args]);

describe("a download", () => {
  test("to the standard output", async () => {
    expect(await wget("-O-", "-q", "http-go-svc")).toEqual({ stdout: BODY, stderr: "", exitCode: 0 });
    expect(await wget("-O-", "http-go-svc")).toEqual({
      stdout: BODY,
      stderr: `--${AT}--  http://http-go-svc/\n${CONNECT}200 OK\nLength: 33 [text/plain]\nSaving to: 'STDOUT'\n\n${ROW}\n${AT} (32.2 KB/s) - written to stdout [33/33]\n\n`,
      exitCode: 0,
    });
  });

  test("to files that are never overwritten", async () => {
    const { run } = machine();
    expect((await run("wget http-go-svc; wget http-go-svc; cat index.html.1")).stdout).toBe(BODY);
    expect((await run(`wget ${IP} -O f`)).stderr).toBe(
      `--${AT}--  http://${IP}/\nConnecting to ${IP}:80... connected.\nHTTP request sent, awaiting response... 200 OK\nLength: 33 [text/plain]\nSaving to: 'f'\n\n${ROW}\n${AT} (32.2 KB/s) - 'f' saved [33/33]\n\n`,
    );
    expect(await run("wget -O /no/such/f http-go-svc")).toEqual({
      stdout: "",
      stderr: "/no/such/f: No such file or directory\n",
      exitCode: 1,
    });
  });

  test("of a size with dots, and of an unknown one", async () => {
    expect((await wget("-O-", "http-go-svc/mid")).stderr).toContain(
      `Length: 12345 (12K)\nSaving to: 'STDOUT'\n\n     0K .......... ..                                         100% 11.8M=0.001s\n`,
    );
    expect((await wget("-O-", "http-go-svc/chunked")).stderr).toContain(
      "Length: unspecified [text/html]\nSaving to: 'STDOUT'\n\n     0K                                                            11.7K=0.001s\n",
    );
  });

  test("-nv, -S and --spider", async () => {
    expect((await wget("-nv", "-O-", "http-go-svc")).stderr).toBe(
      `${AT} URL:http://http-go-svc/ [33/33] -> "-" [1]\n`,
    );
    expect((await wget("-qSO-", "http-go-svc")).stderr).toMatch(/^ {2}HTTP\/1.1 200 OK\n {2}Date: /);
    expect((await wget("--spider", "http-go-svc")).stderr).toBe(
      `Spider mode enabled. Check if remote file exists.\n--${AT}--  http://http-go-svc/\n${CONNECT}200 OK\nLength: 33 [text/plain]\nRemote file exists.\n\n`,
    );
  });

  test("a redirect is followed on the same connection", async () => {
    expect((await wget("-O/dev/null", "http-go-svc/302")).stderr).toContain(
      `${CONNECT}302 Found\nLocation: /ok [following]\n--${AT}--  http://http-go-svc/ok\nReusing existing connection to http-go-svc:80.\nHTTP request sent, awaiting response... 200 OK\n`,
    );
    const loop = await wget("-q", "--max-redirect=2", "http-go-svc/loop");
    expect(loop.exitCode).toBe(8);
  });
});

describe("why a Service does not answer", () => {
  test("refused", async () => {
    expect(await wget("-O-", `${IP}:81`)).toEqual({
      stdout: "",
      stderr: `--${AT}--  http://${IP}:81/\nConnecting to ${IP}:81... failed: Connection refused.\n`,
      exitCode: 4,
    });
    expect(await wget("-qO-", `${IP}:81`)).toEqual({ stdout: "", stderr: "", exitCode: 4 });
  });

  test("unknown name", async () => {
    expect(await wget("nosuch-svc")).toEqual({
      stdout: "",
      stderr: `--${AT}--  http://nosuch-svc/\nResolving nosuch-svc (nosuch-svc)... failed: Name or service not known.\nwget: unable to resolve host address 'nosuch-svc'\n`,
      exitCode: 4,
    });
  });

  test("404", async () => {
    expect(await wget("http-go-svc/404")).toEqual({
      stdout: "",
      stderr: `--${AT}--  http://http-go-svc/404\n${CONNECT}404 Not Found\n${AT} ERROR 404: Not Found.\n\n`,
      exitCode: 8,
    });
  });

  test("what times out is tried again, as often as -t says", async () => {
    const { exec, loop } = machine();
    const { stderr, exitCode } = await exec(["wget", "-T", "1", "-t", "2", "-O-", "10.0.0.2"]);
    expect(stderr).toBe(
      `--${AT}--  http://10.0.0.2/\nConnecting to 10.0.0.2:80... connected.\nHTTP request sent, awaiting response... Read error (Connection timed out) in headers.\nRetrying.\n\n` +
        "--2026-01-05 09:00:02--  (try: 2)  http://10.0.0.2/\nConnecting to 10.0.0.2:80... connected.\nHTTP request sent, awaiting response... Read error (Connection timed out) in headers.\nGiving up.\n\n",
    );
    expect([exitCode, loop.now]).toEqual([4, 3000]);
  });

  test.each([
    ["10.0.0.1", "Connecting to 10.0.0.1:80... failed: Connection timed out.\nGiving up.\n\n"],
    ["10.0.0.3", "HTTP request sent, awaiting response... No data received.\nGiving up.\n\n"],
    [
      "10.0.0.4",
      "HTTP request sent, awaiting response... Read error (Connection reset by peer) in headers.\nGiving up.\n\n",
    ],
  ])("%s", async (ip, ending) => {
    expect((await wget("-t1", ip)).stderr.endsWith(ending)).toBe(true);
  });
});

test.each([
  [["-q0-", "x"], "wget: invalid option -- '0'\n", 2],
  [["--foo", "x"], "wget: unrecognized option '--foo'\n", 2],
  [["-T"], "wget: option requires an argument -- 'T'\n", 2],
  [[], "wget: missing URL\n", 1],
])("%j gets the usage", async (args, message, exitCode) => {
  expect(await wget(...args)).toEqual({
    stdout: "",
    stderr: `${message}Usage: wget [OPTION]... [URL]...\n\nTry \`wget --help' for more options.\n`,
    exitCode,
  });
});

describe("TLS", () => {
  test("a server without it is named unless wget is quiet", async () => {
    const words = "GnuTLS: An unexpected TLS packet was received.\nUnable to establish SSL connection.\n";
    expect(await wget("-nv", "-O-", "https://10.0.0.7")).toEqual({ stdout: "", stderr: words, exitCode: 4 });
    expect(await wget("-q", "-O-", "https://10.0.0.7")).toEqual({ stdout: "", stderr: "", exitCode: 4 });
  });

  const connect = (host: string) =>
    `Resolving ${host} (${host})... 10.0.0.6\nConnecting to ${host} (${host})|10.0.0.6|:443... connected.\n`;
  const untrusted = (level: string) =>
    `${level}: The certificate of 'web' is not trusted.\n${level}: The certificate of 'web' doesn't have a known issuer.\nThe certificate's owner does not match hostname 'web'\n`;

  test.each([
    ["a stranger's certificate", ["https://web"], `${connect("web")}${untrusted("ERROR")}`, 5],
    [
      "the certificate of another host",
      ["--ca-certificate=/ca.pem", "https://web"],
      `Loaded CA certificate '/ca.pem'\n${connect("web")}The certificate's owner does not match hostname 'web'\n`,
      5,
    ],
    [
      "a server without TLS",
      ["https://10.0.0.7"],
      "Connecting to 10.0.0.7:443... connected.\nGnuTLS: An unexpected TLS packet was received.\nUnable to establish SSL connection.\n",
      4,
    ],
  ])("%s ends the attempt", async (_, args, stderr, exitCode) => {
    const url = `${args.at(-1)}/`;
    expect(await wget("-O-", ...args)).toEqual({
      stdout: "",
      stderr: `--${AT}--  ${url}\n${stderr}`,
      exitCode,
    });
  });

  test("a trusted one, or none that is checked, does not", async () => {
    expect(await wget("-qO-", "--ca-certificate=/ca.pem", "https://my-nginx")).toMatchObject({
      stdout: "hi\n",
    });
    const insecure = await wget("-O-", "--no-check-certificate", "https://web");
    expect(insecure).toMatchObject({ stdout: "hi\n", exitCode: 0 });
    expect(insecure.stderr).toContain(
      `${untrusted("WARNING")}HTTP request sent, awaiting response... 200 OK\n`,
    );
  });
});

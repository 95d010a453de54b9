/** Expected texts were recorded from busybox 1.35 against a local server. */
import { describe, expect, test } from "vitest";
import { welcome } from "../../testing/fake-network.ts";
import { type ShellMachineOptions, shellMachine } from "../../testing/shell-machine.ts";

const IP = "10.99.129.175";
const BODY = "Welcome! http-go-568f649bb-r6psq\n";

const machine = (options: ShellMachineOptions = {}) =>
  shellMachine({
    flavour: "busybox",
    names: { "http-go-svc": IP, "www.naver.com": "223.130.192.247" },
    servers: {
      [`${IP}:80`]: ({ path, method, headers, body }) => {
        if (path === "/404") return { status: 404, headers: {}, body: "404 page not found\n" };
        if (path === "/302") return { status: 302, headers: { Location: "/ok" }, body: "" };
        if (path === "/302b") return { status: 302, headers: { Location: `http://${IP}:8088/ok` }, body: "" };
        if (path === "/https")
          return { status: 302, headers: { Location: "https://www.naver.com/" }, body: "" };
        if (path === "/loop") return { status: 302, headers: { Location: "/loop" }, body: "" };
        if (path === "/nobody") return { status: 200, headers: { "Content-Length": "0" }, body: "" };
        if (path === "/big") return { body: "x".repeat(123_456) };
        if (path === "/echo") return { body: JSON.stringify({ method, ...headers, body }) };
        return welcome();
      },
      [`${IP}:8088`]: welcome(),
      "223.130.192.247:443": { body: "naver\n" },
      "10.0.0.1:80": { code: "ETIMEDOUT" },
      "10.0.0.2:80": { code: "ETIMEDOUT", connected: true, afterMs: 3_600_000 },
      "10.0.0.3:80": { code: "EMPTY", connected: true },
      "10.0.0.4:80": { code: "ECONNRESET", connected: true },
      "10.0.0.5:80": { code: "EHOSTUNREACH", afterMs: 3070 },
    },
    ...options,
  });

const wget = (...args: string[]) => machine().exec(["wget", ...args]);
const bar = (name: string, size: string) =>
  `${name.padEnd(20)} 100% |********************************|${size}  0:00:00 ETA\n`;
const CONNECTING = `Connecting to http-go-svc (${IP}:80)\n`;

describe("a download", () => {
  test("-O- -q prints the body only", async () => {
    expect(await wget("-O-", "-q", "http-go-svc")).toEqual({ stdout: BODY, stderr: "", exitCode: 0 });
    expect(await wget("-qO-", "http://http-go-svc/")).toEqual({ stdout: BODY, stderr: "", exitCode: 0 });
  });

  test("without -q it tells what it does", async () => {
    expect(await wget("-O-", "http-go-svc")).toEqual({
      stdout: BODY,
      stderr: `${CONNECTING}writing to stdout\n${bar("-", "    33")}written to stdout\n`,
      exitCode: 0,
    });
    expect((await wget("-O-", `${IP}:8088`)).stderr).toContain(`Connecting to ${IP}:8088 (${IP}:8088)\n`);
  });

  test("it saves to a file of the URL's name, and never over one", async () => {
    const { run } = machine();
    expect((await run("wget http-go-svc")).stderr).toBe(
      `${CONNECTING}saving to 'index.html'\n${bar("index.html", "    33")}'index.html' saved\n`,
    );
    expect(await run("wget http-go-svc")).toEqual({
      stdout: "",
      stderr: `${CONNECTING}wget: can't open 'index.html': File exists\n`,
      exitCode: 1,
    });
    expect((await run("wget 'http-go-svc/abc?x=1'; cat 'abc?x=1'")).stdout).toBe(BODY);
    expect((await run("wget -O f http-go-svc; wget -q -O f http-go-svc; cat f")).stdout).toBe(BODY);
    expect((await run("wget http-go-svc/nobody")).stderr).toBe(
      `${CONNECTING}saving to 'nobody'\n'nobody' saved\n`,
    );
    expect((await run("wget -O /dev/null http-go-svc/big")).stderr).toContain(bar("null", "  120k"));
    expect((await run("wget -P /nodir http-go-svc")).stderr).toBe(
      `${CONNECTING}wget: can't open '/nodir/index.html': No such file or directory\n`,
    );
  });

  test("-S shows the head, --spider only looks", async () => {
    expect((await wget("-S", "-O-", "http-go-svc")).stderr).toBe(
      `${CONNECTING}  HTTP/1.1 200 OK\n  Date: Sun, 22 Nov 2026 00:00:00 GMT\n  Content-Length: 33\n  Content-Type: text/plain; charset=utf-8\n  \nwriting to stdout\n${bar("-", "    33")}written to stdout\n`,
    );
    expect(await wget("--spider", "http-go-svc")).toEqual({
      stdout: "",
      stderr: `${CONNECTING}remote file exists\n`,
      exitCode: 0,
    });
    expect(await wget("-S", "-q", "-O-", "http-go-svc/404")).toEqual({
      stdout: "",
      stderr: "  HTTP/1.1 404 Not Found\nwget: server returned error: HTTP/1.1 404 Not Found\n",
      exitCode: 1,
    });
  });

  test("redirects are followed, also out of the cluster", async () => {
    expect((await wget("-O-", "http-go-svc/302")).stderr).toBe(
      `${CONNECTING}writing to stdout\n${bar("-", "    33")}written to stdout\n`,
    );
    expect((await wget("-O-", "http-go-svc/302b")).stderr).toContain(
      `${CONNECTING}Connecting to ${IP}:8088 (${IP}:8088)\nwriting`,
    );
    expect(await wget("-q", "-O-", "http-go-svc/https")).toEqual({
      stdout: "naver\n",
      stderr: "wget: note: TLS certificate validation not implemented\n",
      exitCode: 0,
    });
    expect((await wget("-q", "-O-", "http-go-svc/loop")).stderr).toBe("wget: too many redirections\n");
  });

  test("what the server sees", async () => {
    const echo = async (...args: string[]) =>
      JSON.parse((await wget("-qO-", ...args, "http-go-svc/echo")).stdout);
    expect(await echo()).toEqual({
      method: "GET",
      host: "http-go-svc",
      "user-agent": "Wget",
      connection: "close",
      body: "",
    });
    expect(await echo("--post-data", "a=1", "--header", "X-A: b", "-U", "me")).toMatchObject({
      method: "POST",
      body: "a=1",
      "x-a": "b",
      "user-agent": "me",
      "content-length": "3",
    });
  });
});

describe("why a Service does not answer", () => {
  test.each([
    ["refused", [`${IP}:81`], `can't connect to remote host (${IP}): Connection refused`, 0],
    [
      "no answer, no -T",
      ["10.0.0.1"],
      "can't connect to remote host (10.0.0.1): Connection timed out",
      133_820,
    ],
    ["no answer, -T 3", ["-T", "3", "10.0.0.1"], "download timed out", 3000],
    ["connected but silent, -T 3", ["-T3", "10.0.0.2"], "download timed out", 3000],
    ["connected but silent", ["10.0.0.2"], "download timed out", 900_000],
    ["unknown name", ["nosuch-svc"], "bad address 'nosuch-svc'", 0],
    ["404", ["http-go-svc/404"], "server returned error: HTTP/1.1 404 Not Found", 0],
    ["the server closes", ["10.0.0.3"], "error getting response", 0],
    ["the server resets", ["10.0.0.4"], "error getting response: Connection reset by peer", 0],
    ["no route", ["10.0.0.5"], "can't connect to remote host (10.0.0.5): No route to host", 3070],
    ["another protocol", ["foo://x"], "not an http or ftp url: foo://x", 0],
  ] as const)("%s", async (_, args, message, elapsedMs) => {
    const { loop, exec } = machine();
    expect(await exec(["wget", "-q", "-O-", ...args])).toEqual({
      stdout: "",
      stderr: `wget: ${message}\n`,
      exitCode: 1,
    });
    expect(loop.now).toBe(elapsedMs);
  });

  test("an unknown name is not connected to", async () => {
    expect((await wget("-O-", "nosuch-svc")).stderr).toBe("wget: bad address 'nosuch-svc'\n");
    expect((await wget("-O-", `${IP}:81`)).stderr).toBe(
      `Connecting to ${IP}:81 (${IP}:81)\nwget: can't connect to remote host (${IP}): Connection refused\n`,
    );
  });
});

describe("the command line", () => {
  test.each([
    [["-q0-", "x"], "wget: invalid option -- '0'\n"],
    [["--foo", "x"], "wget: unrecognized option '--foo'\n"],
    [["-T"], "wget: option requires an argument -- 'T'\n"],
    [[], ""],
  ])("%j gets the usage", async (args, message) => {
    const { stdout, stderr, exitCode } = await wget(...args);
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr.startsWith(`${message}BusyBox v1.37.0 (`)).toBe(true);
    expect(stderr).toContain("Usage: wget [-cqS] [--spider] [-O FILE]");
  });

  test("`-qO URL`, a slip, has no URL left", async () => {
    expect((await wget("-qO", "http://http-go-svc")).stderr).toMatch(/^BusyBox .*\n\nUsage: wget/);
  });
});

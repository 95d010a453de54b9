/** Expected texts were recorded from curl 7.88.1 against a local server; those of other versions from public transcripts. */
import { describe, expect, test } from "vitest";
import {
  BODY,
  curl,
  curlMachine,
  DONE,
  HEAD,
  IP,
  TRY_HELP,
  versioned,
  ZERO,
} from "../../testing/curl-machine.ts";
import { welcome } from "../../testing/fake-network.ts";
import { shellMachine } from "../../testing/shell-machine.ts";

describe("a request that is answered", () => {
  test("prints the body, and without a terminal the progress meter on stderr", async () => {
    expect(await curl("http://http-go-svc")).toEqual({
      stdout: BODY,
      stderr: HEAD + ZERO + DONE,
      exitCode: 0,
    });
  });

  test("a terminal, -s and --no-progress-meter hide the meter; -o brings it back on a terminal", async () => {
    expect((await curlMachine().exec(["curl", "http-go-svc"], { tty: true })).stderr).toBe("");
    expect((await curl("-s", "http-go-svc")).stderr).toBe("");
    expect((await curl("--no-progress-meter", "http-go-svc")).stderr).toBe("");
    expect((await curlMachine().exec(["curl", "-o", "/f", "http-go-svc"], { tty: true })).stderr).toBe(
      HEAD + ZERO + DONE,
    );
  });

  test("-sv tells the whole exchange", async () => {
    expect((await curl("-sv", "http://http-go-svc:8080/")).stderr).toBe(
      [
        `*   Trying ${IP}:8080...`,
        `* Connected to http-go-svc (${IP}) port 8080 (#0)`,
        "> GET / HTTP/1.1\r",
        "> Host: http-go-svc:8080\r",
        "> User-Agent: curl/7.88.1\r",
        "> Accept: */*\r",
        "> \r",
        "< HTTP/1.1 200 OK\r",
        "< Date: Sun, 22 Nov 2026 00:00:00 GMT\r",
        "< Content-Length: 33\r",
        "< Content-Type: text/plain; charset=utf-8\r",
        "< \r",
        "{ [33 bytes data]",
        "* Connection #0 to host http-go-svc left intact\n",
      ].join("\n"),
    );
  });

  test("-v and the meter share a line, as they do", async () => {
    const { stderr } = await curl("-v", "http-go-svc");
    expect(stderr.startsWith(`${HEAD}${ZERO}*   Trying ${IP}:80...\n`)).toBe(true);
    expect(
      stderr.endsWith(`{ [33 bytes data]\n${DONE}* Connection #0 to host http-go-svc left intact\n`),
    ).toBe(true);
  });

  test("-i shows the head, -I asks for it alone", async () => {
    expect((await curl("-si", "http-go-svc")).stdout).toBe(
      `HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 00:00:00 GMT\r\nContent-Length: 33\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${BODY}`,
    );
    expect(await curl("-I", "http-go-svc")).toEqual({
      stdout: "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, OPTIONS\r\nContent-Length: 19\r\n\r\n",
      stderr: `${HEAD}${ZERO}\r  0    19    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\n`,
      exitCode: 0,
    });
  });

  test("a body of unknown length has a meter of its own", async () => {
    expect(await curl("http-go-svc/chunked")).toEqual({
      stdout: "hello world\n",
      stderr: `${HEAD}${ZERO}\r100    12    0    12    0     0  12000      0 --:--:-- --:--:-- --:--:-- 12000\n`,
      exitCode: 0,
    });
    expect((await curl("-sv", "http-go-svc/chunked")).stderr).toContain("{ [22 bytes data]\n");
  });

  test("several URLs are fetched in turn, the last one's code counts", async () => {
    expect(await curl("-sS", "http-go-svc", "http-go-svc:81", "http-go-svc")).toEqual({
      stdout: BODY + BODY,
      stderr: "curl: (7) Failed to connect to http-go-svc port 81 after 0 ms: Couldn't connect to server\n",
      exitCode: 0,
    });
  });
});

describe("why a Service does not answer", () => {
  test.each([
    [
      "refused",
      ["-m", "1", `${IP}:81`],
      7,
      `Failed to connect to ${IP} port 81 after 0 ms: Couldn't connect to server`,
      0,
    ],
    ["unknown name", ["nosuch-svc"], 6, "Could not resolve host: nosuch-svc", 0],
    [
      "--connect-timeout",
      ["--connect-timeout", "2", "10.0.0.1"],
      28,
      "Failed to connect to 10.0.0.1 port 80 after 2001 ms: Timeout was reached",
      2000,
    ],
    ["-m", ["-m", "2", "10.0.0.1"], 28, "Connection timed out after 2001 milliseconds", 2000],
    [
      "-m in parts of a second",
      ["-m0.5", "10.0.0.1"],
      28,
      "Connection timed out after 501 milliseconds",
      500,
    ],
    [
      "connected but silent",
      ["-m", "2", "10.0.0.2"],
      28,
      "Operation timed out after 2001 milliseconds with 0 bytes received",
      2000,
    ],
    [
      "no limit",
      ["10.0.0.1"],
      28,
      "Failed to connect to 10.0.0.1 port 80 after 133820 ms: Couldn't connect to server",
      133_820,
    ],
    ["empty reply", ["10.0.0.3"], 52, "Empty reply from server", 0],
    ["reset", ["10.0.0.4"], 56, "Recv failure: Connection reset by peer", 0],
    [
      "no route",
      ["10.0.0.5"],
      7,
      "Failed to connect to 10.0.0.5 port 80 after 3070 ms: Couldn't connect to server",
      3070,
    ],
    ["-f on 404", ["-f", "http-go-svc/404"], 22, "The requested URL returned error: 404", 0],
    [
      "too many redirects",
      ["-L", "--max-redirs", "2", "http-go-svc/loop"],
      47,
      "Maximum (2) redirects followed",
      0,
    ],
    [
      "TLS to a server without",
      ["https://http-go-svc:8080"],
      35,
      "OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number",
      0,
    ],
    ["no URL", ["http://a b"], 3, "URL using bad/illegal format or missing URL", 0],
    ["another protocol", ["foo://x"], 1, 'Protocol "foo" not supported or disabled in libcurl', 0],
  ] as const)("%s", async (_, args, exitCode, message, elapsedMs) => {
    const { loop, exec } = curlMachine();
    const result = await exec(["curl", "-sS", ...args]);
    expect(result).toEqual({ stdout: "", stderr: `curl: (${exitCode}) ${message}\n`, exitCode });
    expect(loop.now).toBe(elapsedMs);
    expect(await curlMachine().exec(["curl", "-s", ...args])).toEqual({ stdout: "", stderr: "", exitCode });
  });

  test("the meter counts the seconds of a wait", async () => {
    const row = (second: number) =>
      `\r  0     0    0     0    0     0      0      0 --:--:--  0:00:0${second} --:--:--     0`;
    expect((await curl("-m", "2", "10.0.0.2")).stderr).toBe(
      `${HEAD}${ZERO}${row(1)}${row(2)}\ncurl: (28) Operation timed out after 2001 milliseconds with 0 bytes received\n`,
    );
  });

  test("the meter of a refusal, and of a name that nobody knows", async () => {
    expect((await curl("http-go-svc:81")).stderr).toBe(
      `${HEAD}${ZERO}${ZERO}\ncurl: (7) Failed to connect to http-go-svc port 81 after 0 ms: Couldn't connect to server\n`,
    );
    expect((await curl("nosuch-svc")).stderr).toBe(
      `${HEAD}${ZERO}curl: (6) Could not resolve host: nosuch-svc\n`,
    );
  });

  test("-v of a refusal", async () => {
    expect((await curl("-sSv", `${IP}:81`)).stderr).toBe(
      [
        `*   Trying ${IP}:81...`,
        `* connect to ${IP} port 81 failed: Connection refused`,
        `* Failed to connect to ${IP} port 81 after 0 ms: Couldn't connect to server`,
        "* Closing connection 0",
        `curl: (7) Failed to connect to ${IP} port 81 after 0 ms: Couldn't connect to server\n`,
      ].join("\n"),
    );
  });
});

describe("versions differ", () => {
  test("7.52.1, in gasbugs/http-go", async () => {
    expect((await versioned("7.52.1", "-sS", "http-go-svc:81")).stderr).toBe(
      "curl: (7) Failed to connect to http-go-svc port 81: Connection refused\n",
    );
    const timeout = await versioned("7.52.1", "-sS", "10.0.0.1");
    expect([timeout.stderr, timeout.exitCode]).toEqual([
      "curl: (7) Failed to connect to 10.0.0.1 port 80: Connection timed out\n",
      7,
    ]);
    expect((await versioned("7.52.1", "-sS", "--connect-timeout", "2", "10.0.0.1")).stderr).toBe(
      "curl: (28) Connection timed out after 2001 milliseconds\n",
    );
    expect((await versioned("7.52.1", "-sSf", "http-go-svc/404")).stderr).toBe(
      "curl: (22) The requested URL returned error: 404 Not Found\n",
    );
    const { stderr } = await versioned("7.52.1", "-sv", "http-go-svc");
    expect(stderr).toContain(
      `* Rebuilt URL to: http://http-go-svc/\n*   Trying ${IP}...\n* TCP_NODELAY set\n* Connected to http-go-svc (${IP}) port 80 (#0)\n`,
    );
    expect(stderr).toContain("* Curl_http_done: called premature == 0\n");
  });

  test("8.x", async () => {
    expect((await versioned("8.14.1", "-sS", "http-go-svc:81")).stderr).toBe(
      "curl: (7) Failed to connect to http-go-svc port 81 after 0 ms: Could not connect to server\n",
    );
    expect((await versioned("8.17.0", "-sS", "http-go-svc:81")).stderr).toBe(
      "curl: (7) Failed to connect to http-go-svc:81 after 0 ms: Could not connect to server\n",
    );
    expect((await versioned("8.10.1", "-sv", "http-go-svc")).stderr).toContain(
      `* Host http-go-svc:80 was resolved.\n* IPv6: (none)\n* IPv4: ${IP}\n*   Trying ${IP}:80...\n* Connected to http-go-svc (${IP}) port 80\n* using HTTP/1.x\n> GET`,
    );
    expect((await versioned("8.5.0", "-s")).stderr).toBe(`curl: (2) no URL specified\n${TRY_HELP}`);
  });
});

describe("where both streams lead to the same place", () => {
  const machine = () => shellMachine({ names: { web: IP }, servers: { [`${IP}:80`]: welcome("hi\n") } });
  const order = (text: string) =>
    ["> GET", "< HTTP", "HTTP/1.1 200 OK\r\nDate", "\nhi\n", "left intact", "code=200"]
      .map((part) => [text.indexOf(part), part] as const)
      .filter(([at]) => at >= 0)
      .sort(([one], [other]) => one - other)
      .map(([, part]) => part.trim());

  test("what curl says comes before the body, which waits in a buffer", async () => {
    const { stdout } = await machine().run("curl -sv -w 'code=%{http_code}' web 2>&1 | cat");
    expect(order(stdout)).toEqual(["> GET", "< HTTP", "left intact", "hi", "code=200"]);
    const { stdout: withHead } = await machine().run("curl -svi web 2>&1");
    expect(order(withHead).at(-2)).toBe("HTTP/1.1 200 OK\r\nDate");
  });

  test("at a terminal the body comes as it is read", async () => {
    let text = "";
    await machine().run("curl -sv -w 'code=%{http_code}' web", {
      tty: true,
      onOutput: (part) => (text += part),
    });
    expect(order(text)).toEqual(["> GET", "< HTTP", "hi", "left intact", "code=200"]);
  });

  test.each([
    ["curl -s -o /dev/null -w '%{http_code}\\n' web 2>&1", "200\n"],
    [
      "curl -sS http://web:81 2>&1",
      "curl: (7) Failed to connect to web port 81 after 0 ms: Couldn't connect to server\n",
    ],
  ])("%s", async (script, stdout) => {
    expect(await machine().run(script)).toMatchObject({ stdout });
  });
});

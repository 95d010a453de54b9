/** Expected texts were recorded from curl 7.88.1 against a local server; those of other versions from public transcripts. */
import { describe, expect, test } from "vitest";
import { welcome } from "../../testing/fake-network.ts";
import { type ShellMachineOptions, shellMachine } from "../../testing/shell-machine.ts";

const IP = "10.99.129.175";
const BODY = "Welcome! http-go-568f649bb-r6psq\n";
const HEAD = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
`;
const ZERO = "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0";
const DONE = "\r100    33  100    33    0     0  33000      0 --:--:-- --:--:-- --:--:-- 33000\n";
const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";

const machine = (options: ShellMachineOptions = {}) =>
  shellMachine({
    names: { "http-go-svc": IP, "my-service": "10.96.0.77" },
    servers: {
      [`${IP}:80`]: ({ method, path, headers, body }) => {
        if (path === "/404")
          return {
            status: 404,
            headers: { "Content-Type": "text/plain; charset=utf-8", "Content-Length": "19" },
            body: "404 page not found\n",
          };
        if (path === "/500") return { status: 500, headers: { "Content-Length": "5" }, body: "oops\n" };
        if (path === "/302")
          return { status: 302, headers: { Location: "/ok", "Content-Length": "0" }, body: "" };
        if (path === "/loop")
          return { status: 302, headers: { Location: "/loop", "Content-Length": "0" }, body: "" };
        if (path === "/chunked")
          return { status: 200, headers: { "Transfer-Encoding": "chunked" }, body: "hello world\n" };
        if (path.startsWith("/echo")) return { body: JSON.stringify({ method, path, ...headers, body }) };
        if (method === "HEAD")
          return { status: 405, headers: { Allow: "GET, OPTIONS", "Content-Length": "19" }, body: "" };
        return welcome();
      },
      [`${IP}:8080`]: welcome(),
      "10.96.0.77:80": {
        status: 302,
        statusText: "Moved Temporarily",
        headers: { Location: "https://www.naver.com/", Server: "NWS", "Content-Length": "6" },
        body: "moved\n",
      },
      "10.0.0.1:80": { code: "ETIMEDOUT" },
      "10.0.0.2:80": { code: "ETIMEDOUT", connected: true },
      "10.0.0.3:80": { code: "EMPTY", connected: true },
      "10.0.0.4:80": { code: "ECONNRESET", connected: true },
      "10.0.0.5:80": { code: "EHOSTUNREACH", afterMs: 3070 },
    },
    ...options,
  });

const curl = (...args: string[]) => machine().exec(["curl", ...args]);
const versioned = (curlVersion: string, ...args: string[]) =>
  machine({ curlVersion }).exec(["curl", ...args]);

describe("a request that is answered", () => {
  test("prints the body, and without a terminal the progress meter on stderr", async () => {
    expect(await curl("http://http-go-svc")).toEqual({
      stdout: BODY,
      stderr: HEAD + ZERO + DONE,
      exitCode: 0,
    });
  });

  test("a terminal, -s and --no-progress-meter hide the meter; -o brings it back on a terminal", async () => {
    expect((await machine().exec(["curl", "http-go-svc"], { tty: true })).stderr).toBe("");
    expect((await curl("-s", "http-go-svc")).stderr).toBe("");
    expect((await curl("--no-progress-meter", "http-go-svc")).stderr).toBe("");
    expect((await machine().exec(["curl", "-o", "/f", "http-go-svc"], { tty: true })).stderr).toBe(
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
    const { loop, exec } = machine();
    const result = await exec(["curl", "-sS", ...args]);
    expect(result).toEqual({ stdout: "", stderr: `curl: (${exitCode}) ${message}\n`, exitCode });
    expect(loop.now).toBe(elapsedMs);
    expect(await machine().exec(["curl", "-s", ...args])).toEqual({ stdout: "", stderr: "", exitCode });
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

describe("the command line", () => {
  test.each([
    [[], TRY_HELP],
    [["-s"], `curl: no URL specified!\n${TRY_HELP}`],
    [["--foo", "x"], `curl: option --foo: is unknown\n${TRY_HELP}`],
    [["-_", "x"], `curl: option -_: is unknown\n${TRY_HELP}`],
    [["--max-time=3", "x"], `curl: option --max-time=3: is unknown\n${TRY_HELP}`],
    [["-o"], `curl: option -o: requires parameter\n${TRY_HELP}`],
    [["--max-time"], `curl: option --max-time: requires parameter\n${TRY_HELP}`],
    [["-m", "abc", "x"], `curl: option -m: expected a proper numerical parameter\n${TRY_HELP}`],
    [["--re", "3", "x"], `curl: option --re: is ambiguous\n${TRY_HELP}`],
    [["-F", "a=b", "x"], `curl: option -F: is not simulated\n${TRY_HELP}`],
  ])("%j is refused", async (args, stderr) => {
    expect(await curl(...args)).toEqual({ stdout: "", stderr, exitCode: 2 });
  });

  test("short options in a row, values behind them, long ones by their beginning", async () => {
    expect(await curl("-so", "/dev/null", "-w%{http_code}", "http-go-svc")).toEqual({
      stdout: "200",
      stderr: "",
      exitCode: 0,
    });
    expect((await curl("-sm2", "--connect-time", "1", "http-go-svc")).stdout).toBe(BODY);
  });

  test("-w reports, also when there was no connection", async () => {
    const format =
      "%{http_code} %{remote_ip} %{remote_port} %{size_download} %{num_redirects} %{url_effective} %{content_type} %{method} %{scheme} %{exitcode} %%\\n";
    expect((await curl("-s", "-o", "/dev/null", "-w", format, "http://http-go-svc/404")).stdout).toBe(
      `404 ${IP} 80 19 0 http://http-go-svc/404 text/plain; charset=utf-8 GET HTTP 0 %\n`,
    );
    expect(
      await curl("-s", "-o", "/dev/null", "-w", "%{http_code} %{remote_ip}|%{exitcode}\\n", "http-go-svc:81"),
    ).toEqual({
      stdout: "000 |7\n",
      stderr: "",
      exitCode: 7,
    });
    expect((await curl("-s", "-m", "3", "-w", "%{time_total}", "10.0.0.1")).stdout).toBe("3.000000");
    expect((await curl("-s", "-w", "%{nope}", "-o/dev/null", "http-go-svc")).stderr).toBe(
      "curl: unknown --write-out variable: 'nope'\n",
    );
  });

  test("-o, -O and -D write files", async () => {
    const { run } = machine();
    await run("curl -s -o f -D h http-go-svc; curl -sO http-go-svc/abc");
    expect(await run("cat f; cat abc; cat h")).toMatchObject({
      stdout: expect.stringMatching(/^(Welcome! .*\n){2}HTTP\/1.1 200 OK\r\n/),
      exitCode: 0,
    });
    expect(await curl("--no-progress-meter", "-o", "/no/such/f", "http-go-svc")).toEqual({
      stdout: "",
      stderr:
        "Warning: Failed to open the file /no/such/f: No such file or directory\ncurl: (23) Failure writing output to destination\n",
      exitCode: 23,
    });
    expect((await curl("-O", "http://http-go-svc/")).stderr).toBe(
      "curl: Remote file name has no length!\ncurl: (23) Failed writing received data to disk/application\n",
    );
  });

  test("methods, headers and data", async () => {
    const echo = async (...args: string[]) =>
      JSON.parse((await curl("-s", ...args, "http://http-go-svc/echo")).stdout);
    expect(await echo("-d", "a=1", "-d", "b=안녕")).toMatchObject({
      method: "POST",
      body: "a=1&b=안녕",
      "content-length": "12",
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(
      await echo("-X", "DELETE", "-H", "X-A: 1", "-H", "Host: foo", "-H", "Accept:", "-A", "me"),
    ).toEqual({
      method: "DELETE",
      path: "/echo",
      host: "foo",
      "user-agent": "me",
      "x-a": "1",
      body: "",
    });
    expect(await echo("-u", "a:b", "-e", "ref", "-b", "c=1")).toMatchObject({
      authorization: "Basic YTpi",
      referer: "ref",
      cookie: "c=1",
    });
    expect(await echo("--json", '{"a":1}')).toMatchObject({
      method: "POST",
      "content-type": "application/json",
      accept: "application/json",
    });
    expect(await echo("-G", "-d", "q=1", "--data-urlencode", "t=a b")).toMatchObject({
      method: "GET",
      path: "/echo?q=1&t=a%20b",
    });
  });

  test("-d @file, and a file that is not there", async () => {
    const { run } = machine({ files: { "/b.json": '{"a":\n1}' } });
    expect(JSON.parse((await run("curl -s -d @b.json http-go-svc/echo")).stdout).body).toBe('{"a":1}');
    expect(JSON.parse((await run("echo -n x | curl -s --data-binary @- http-go-svc/echo")).stdout).body).toBe(
      "x",
    );
    expect((await run("curl -d @nofile http-go-svc/echo")).stderr).toContain(
      'Warning: Couldn\'t read data from file "nofile", this makes an empty POST.\n',
    );
    expect(await run("curl -T nofile http-go-svc")).toEqual({
      stdout: "",
      stderr: `curl: Can't open 'nofile'!\n${TRY_HELP}`,
      exitCode: 26,
    });
  });

  test("-L follows, within the cluster and out of it", async () => {
    const { exec, network } = machine({
      names: { "http-go-svc": IP, "my-service": "10.96.0.77", "www.naver.com": "223.130.192.247" },
      servers: {
        "10.96.0.77:80": { status: 302, headers: { Location: "https://www.naver.com/" }, body: "moved\n" },
        "223.130.192.247:443": { body: "naver\n" },
      },
    });
    expect((await exec(["curl", "-sL", "my-service"])).stdout).toBe("naver\n");
    expect(network.sent.map(({ scheme, host, port }) => `${scheme} ${host}:${port}`)).toEqual([
      "http my-service:80",
      "https www.naver.com:443",
    ]);
    expect((await curl("-sL", "http-go-svc/302")).stdout).toBe(BODY);
    expect((await curl("-s", "-w", "%{redirect_url}", "my-service")).stdout).toBe(
      "moved\nhttps://www.naver.com/",
    );
  });

  test("--resolve stands before DNS", async () => {
    expect((await curl("-s", "--resolve", `example.com:80:${IP}`, "http://example.com/")).stdout).toBe(BODY);
  });

  test("--retry tries again after a wait, and says so", async () => {
    const { exec, loop } = machine();
    const { stdout, stderr } = await exec(["curl", "--no-progress-meter", "--retry", "2", "http-go-svc/500"]);
    expect(stdout).toBe("oops\noops\noops\n");
    expect(stderr).toBe(
      "Warning: Problem : HTTP error. Will retry in 1 seconds. 2 retries left.\nWarning: Problem : HTTP error. Will retry in 2 seconds. 1 retries left.\n",
    );
    expect(loop.now).toBe(3000);
    expect((await curl("-sS", "--retry", "3", "http-go-svc:81")).stderr.split("\n")).toHaveLength(2);
    expect(
      (await curl("--no-progress-meter", "--retry", "1", "--retry-connrefused", "http-go-svc:81")).stderr,
    ).toContain(
      "Warning: Problem : connection refused. Will retry in 1 seconds. 1 retries \nWarning: left.\n",
    );
  });
});

/** Expected texts were recorded from curl 7.88.1 against a local server. */
import { describe, expect, test } from "vitest";
import { BODY, curl, curlMachine, IP, TRY_HELP } from "../../testing/curl-machine.ts";

describe("the command line of curl", () => {
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
    const { run } = curlMachine();
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
    const { run } = curlMachine({ files: { "/b.json": '{"a":\n1}' } });
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
    const { exec, network } = curlMachine({
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
    const { exec, loop } = curlMachine();
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

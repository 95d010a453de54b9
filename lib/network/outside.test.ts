/** Hosts outside, as they answer in either transport: through Node's HTTP client with nock, and directly. */
import { afterEach, describe, expect, test } from "vitest";
import { HostHttp } from "./host-http.ts";
import type { HttpRequest } from "./http.ts";
import { type MockedHost, portOf } from "./mocked-host.ts";
import { answerDirectly, OutsideHosts } from "./outside.ts";
import { mockShippedHosts } from "./outside-hosts/index.ts";

const IP = "198.51.100.7";
const now = () => Date.UTC(2026, 0, 5, 9);
const opened: OutsideHosts[] = [];
afterEach(() => {
  for (const outside of opened.splice(0)) outside.close();
});

const get = (path = "/"): HttpRequest => ({
  method: "GET",
  path,
  headers: { host: "my-service", "user-agent": "curl/7.52.1" },
  body: "",
  clientIP: "172.18.0.2",
});
const post: HttpRequest = { ...get("/form"), method: "POST", body: "a=1&b=안녕" };

const echo: MockedHost = {
  body: ({ method, path, headers, body }) => `${method} ${headers.host}${path} ${body}`,
};

/** What is described, and what is asked where it is not `GET /`. */
const answers: Readonly<Record<string, readonly [host: MockedHost, request?: HttpRequest]>> = {
  "nothing said": [{}],
  "a status and its own phrase": [{ status: 418, statusText: "Short And Stout", body: "tea\n" }],
  "a status alone": [{ status: 503 }],
  "headers as they are written": [{ headers: { "X-Pot": "tea", "x-lower": "1", Date: "never" }, body: "x" }],
  "several values of a header": [{ headers: { "Set-Cookie": "a=1, b=2", Vary: "Accept, Origin" } }],
  "a text in Hangul": [
    { headers: { "Content-Type": "text/plain; charset=utf-8" }, body: "안녕, 세계 🍵\r\n" },
  ],
  "a text of many lines": [{ body: "line\n".repeat(20_000) }],
  "a body in chunks": [{ headers: { "Transfer-Encoding": "chunked" }, body: "a chunk" }],
  "a length of its own": [{ headers: { "content-length": "3" }, body: "abc" }],
  "the end of the connection": [{ headers: { Connection: "close" }, body: "bye" }],
  "keep-alive": [{ headers: { Connection: "keep-alive", "Keep-Alive": "timeout=5" }, body: "stay" }],
  "a redirect": [{ status: 302, headers: { Location: "https://www.naver.com/" }, body: "moved" }],
  "no content": [{ status: 204 }],
  "a body where none may be": [{ status: 204, body: "lost" }],
  "a body to be kept": [{ status: 304, body: "lost" }],
  "a form to be emptied": [{ status: 205, body: "lost" }],
  "a length that the body has not": [{ headers: { "Content-Length": "2" }, body: "abc" }],
  "blanks around a value": [{ headers: { "X-Pot": "  tea " } }],
  "a delay": [{ delayMs: 3_000, body: "late" }],
  "what was asked": [echo, get("/brew?x=1&y=%20")],
  "what was sent": [echo, post],
  "to HEAD": [{ headers: { "Content-Length": "5" } }, { ...get(), method: "HEAD" }],
  "to HEAD, with a body": [{ body: "lost" }, { ...get(), method: "HEAD" }],
  "to a method of one's own": [echo, { ...get(), method: "BREW" }],
  "to a path that nobody escaped": [echo, get("/안녕 you?a=//b")],
  "to two slashes": [echo, get("//naver.com/../x")],
  "to chunks": [echo, { ...post, headers: { ...post.headers, "transfer-encoding": "chunked" } }],
  "to a header in Hangul": [echo, { ...get(), headers: { host: "my-service", "x-name": "안녕" } }],
  "on another port": [{ port: 8080, body: "8080" }],
  "in https": [{ port: 443, body: "secret" }],
  "to DELETE": [echo, { ...get("/1"), method: "DELETE" }],
  "to OPTIONS": [{ headers: { Allow: "GET, OPTIONS" } }, { ...get(), method: "OPTIONS" }],
  refused: [{ failure: "refused" }],
  reset: [{ failure: "reset" }],
  silent: [{ failure: "silent" }],
  empty: [{ failure: "empty" }],
};

test.each(Object.entries(answers))(
  "through nock, once nock has been asked, and without it, the answer is the same: %s",
  async (_, [host, request = get()]) => {
    const { scheme, port } = portOf(host);
    const [ask, askDirectly] = [new HostHttp(), answerDirectly].map((transport) => {
      const outside = new OutsideHosts({ transport, now });
      opened.push(outside);
      outside.mock(IP, host);
      return async () => JSON.stringify(await outside.request(IP, port, scheme, request));
    }) as [() => Promise<string>, () => Promise<string>];
    const answer = await askDirectly();
    expect([await ask(), await ask()]).toEqual([answer, answer]);
    expect("failure" in JSON.parse(answer)).toBe(host.failure !== undefined);
  },
);

test.each<[host: MockedHost, sentence: string]>([
  [{ status: 600 }, "a mocked host answers with a status from 200 to 599, and not with 600"],
  [{ status: 100 }, "a mocked host answers with a status from 200 to 599, and not with 100"],
  [{ headers: { "X-Pot": "tea\nmilk" } }, '"X-Pot: tea\\nmilk" is no header: a name has letters'],
  [{ headers: { "X Pot": "tea" } }, '"X Pot: tea" is no header'],
  [{ headers: { "X-Pot": "차" } }, '"X-Pot: 차" is no header'],
])("an answer that no server can give is refused: %j", (host, sentence) => {
  expect(() => new OutsideHosts().mock(IP, host)).toThrow(sentence);
});

describe.each([
  ["through Node's HTTP client", () => new HostHttp()],
  ["directly", () => answerDirectly],
])("a host that is asked %s", (_, transport) => {
  const open = (): OutsideHosts => {
    const outside = new OutsideHosts({ transport: transport() });
    opened.push(outside);
    return outside;
  };
  const ask = (outside: OutsideHosts, ip: string) => outside.request(ip, 80, "http", get());

  test("answers with status, phrase, headers and body as described", async () => {
    const outside = open();
    outside.mock(IP, {
      status: 418,
      statusText: "Short And Stout",
      headers: { "X-Pot": "tea" },
      body: ({ headers, path }) => `${headers.host}${path}`,
      delayMs: 30,
    });
    expect(await outside.request(IP, 80, "http", get("/brew?x=1"))).toEqual({
      status: 418,
      statusText: "Short And Stout",
      headers: { "X-Pot": "tea", "Content-Length": "19" },
      body: "my-service/brew?x=1",
      delayMs: 30,
    });
  });

  test("sees method and body of any request", async () => {
    const outside = open();
    outside.mock(IP, { body: ({ method, body }) => `${method} ${body}` });
    const reply = await outside.request(IP, 80, "http", {
      ...get(),
      method: "POST",
      body: "a=1",
    });
    expect(reply).toMatchObject({ status: 200, body: "POST a=1" });
  });

  test.each(["refused", "reset", "empty", "silent"] as const)("fails as described: %s", async (failure) => {
    const outside = open();
    outside.mock(IP, { failure });
    expect(await ask(outside, IP)).toEqual({ failure });
  });

  test("can be described anew", async () => {
    const outside = open();
    outside.mock(IP, { body: "old" });
    expect(await ask(outside, IP)).toMatchObject({ body: "old" });
    outside.mock(IP, { body: "new" });
    expect(await ask(outside, IP)).toMatchObject({ body: "new" });
  });

  test("refuses on a port that nobody described", async () => {
    const outside = open();
    outside.mock(IP, {});
    expect(await outside.request(IP, 8080, "http", get())).toEqual({ failure: "refused" });
  });

  test("may speak https", async () => {
    const outside = open();
    outside.mock(IP, { port: 443, body: "secret" });
    expect(await outside.request(IP, 443, "https", get())).toMatchObject({ body: "secret" });
  });

  test("gets an address when it was mocked by name", () => {
    const outside = open();
    const ip = outside.mock("shop.example.com", {});
    expect(ip).toBe("203.0.113.2");
    expect(outside.mock("shop.example.com", { port: 443 })).toBe(ip);
    expect(outside.resolve("Shop.Example.com")).toBe(ip);
    expect(outside.resolve("other.example.com")).toBeUndefined();
  });

  test("that nobody described is silent", async () => {
    expect(await ask(open(), IP)).toEqual({ failure: "silent" });
  });

  test("does not understand the other scheme", async () => {
    const outside = open();
    outside.mock(IP, {});
    expect(await outside.request(IP, 80, "https", get())).toEqual({ failure: "silent" });
  });

  test("is one of the two of the study note", async () => {
    const outside = new OutsideHosts({ transport: transport(), now });
    opened.push(outside);
    mockShippedHosts(outside);
    const naver = await ask(outside, "223.130.195.200");
    expect(naver).toMatchObject({
      status: 302,
      statusText: "Moved Temporarily",
      headers: { Location: "https://www.naver.com/", Server: "NWS", "Transfer-Encoding": "chunked" },
    });
    expect("body" in naver && naver.body.length).toBe(138);
    const apache = await ask(outside, "199.201.110.204");
    expect(apache).toMatchObject({
      status: 301,
      headers: { Date: "Mon, 05 Jan 2026 09:00:00 GMT", Server: "Apache/2.4.52 (Ubuntu)" },
    });
    expect("body" in apache && apache.body).toContain(
      "<address>Apache/2.4.52 (Ubuntu) Server at my-service Port 80</address>",
    );
    expect(outside.resolve("naver.com")).toBe("223.130.195.200");
  });
});

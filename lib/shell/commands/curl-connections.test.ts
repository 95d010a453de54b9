/**
 * What curl does with connections, names and several URLs, beside the record of curl 7.88.1 against a local server like
 * the one below. An address in curl's own memory and times are made the same in both.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { OutgoingRequest } from "../../network/http.ts";
import type { FakeAnswer } from "../../testing/fake-network.ts";
import { shellMachine } from "../../testing/shell-machine.ts";

interface Recorded {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const recorded = JSON.parse(
  readFileSync(new URL("testdata/curl-connections.json", import.meta.url), "utf8"),
) as readonly Recorded[];

function server(more: Readonly<Record<string, string>> = {}) {
  return ({ method, path }: OutgoingRequest): FakeAnswer => {
    if (path === "/chunk") return { headers: { "Transfer-Encoding": "chunked" }, body: "hello\n" };
    const isRedirect = path === "/r";
    const body = isRedirect ? "" : "hello\n";
    const location: Record<string, string> = isRedirect ? { Location: "/x" } : {};
    const headers = {
      ...location,
      ...more,
      "Content-Type": "text/plain",
      "Content-Length": String(body.length),
    };
    return {
      status: isRedirect ? 302 : path === "/404" ? 404 : 200,
      headers,
      body: method === "HEAD" ? "" : body,
    };
  };
}

const machine = () =>
  shellMachine({
    names: { web: "10.96.7.7", other: "10.96.7.7" },
    servers: {
      "10.96.7.7:80": server(),
      "10.96.7.7:8080": server(),
      "10.96.7.7:8081": server({ Connection: "close" }),
    },
  });

const steady = (text: string): string =>
  text.replace(/0x[0-9a-f]+/g, "0x1").replace(/after \d+ ms/g, "after 0 ms");

describe("as the real curl", () => {
  test.each(recorded)("$command", async ({ command, stdout, stderr, exitCode }) => {
    const result = await machine().run(command);
    expect({ ...result, stderr: steady(result.stderr) }).toEqual({
      stdout,
      stderr: steady(stderr),
      exitCode,
    });
  });
});

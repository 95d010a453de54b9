/**
 * One real HTTP request through Node's client, answered by nock. This is the only door from the simulation to the
 * host's network, and it is shut: a request that no nock interceptor takes finds an agent that refuses to connect,
 * whatever nock's own switches say. So nock stays as it is for everybody else in this process.
 */

import http from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import net from "node:net";
import type nock from "nock";
import type { HttpRequest } from "./http.ts";

export type Nock = typeof nock;

export interface HostRequest {
  readonly scheme: "http" | "https";
  readonly ip: string;
  readonly port: number;
  readonly request: HttpRequest;
  /** Headers that nock sees besides the request's own. */
  readonly markers: Readonly<Record<string, string>>;
  /** Whether a request that nobody mocked may leave this computer. */
  readonly realNetwork: boolean;
}

export interface HostReply {
  readonly status: number;
  readonly statusText: string;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

const require = createRequire(import.meta.url);

/** Loading takes some 50 ms, so only clusters with hosts outside pay for it. */
export function loadNock(): Nock {
  return require("nock") as Nock;
}

export function isNockLoaded(): boolean {
  return require.cache[require.resolve("nock")] !== undefined;
}

/** Nothing leaves: what a connection would be is an error at once. */
function refuseConnection(): net.Socket {
  return new net.Socket().destroy(
    Object.assign(new Error("the real network is closed to the simulated cluster"), { code: "ENETUNREACH" }),
  );
}

class ClosedHttpAgent extends http.Agent {
  override createConnection = refuseConnection;
}

class ClosedHttpsAgent extends https.Agent {
  override createConnection = refuseConnection;
}

/** @throws the error of Node's client, with its `code`. */
export function sendToHost({
  scheme,
  ip,
  port,
  request,
  markers,
  realNetwork,
}: HostRequest): Promise<HostReply> {
  const [send, ClosedAgent] =
    scheme === "https" ? [https.request, ClosedHttpsAgent] : [http.request, ClosedHttpAgent];
  const length = request.body === "" ? {} : { "content-length": String(Buffer.byteLength(request.body)) };
  return new Promise((resolve, reject) => {
    const outgoing = send({
      host: ip,
      port,
      method: request.method,
      path: request.path,
      headers: { ...request.headers, ...length, ...markers },
      agent: realNetwork ? false : new ClosedAgent(),
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode = 0, statusMessage = "", rawHeaders } = response;
        resolve({
          status: statusCode,
          statusText: statusMessage,
          rawHeaders,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    outgoing.end(request.body);
  });
}

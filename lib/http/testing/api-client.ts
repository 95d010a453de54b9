/** A plain HTTPS client of a served cluster, for tests that look at the wire: one request, or a watch line by line. */
import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { load } from "js-yaml";

export interface ApiClient {
  /** @throws RefusedRequest for a status of 400 and more. */
  getJson(path: string, accept?: string): Promise<unknown>;
  /** Calls `onLine` with each line of a streamed answer. @returns what cuts the connection. */
  follow(path: string, accept: string, onLine: (line: string) => void, onEnd: () => void): () => void;
  close(): void;
}

export class RefusedRequest extends Error {
  readonly status: number;

  constructor(path: string, status: number, body: string) {
    super(`GET ${path}: ${status} ${body}`);
    this.status = status;
  }
}

interface Kubeconfig {
  readonly clusters: readonly {
    readonly cluster: { readonly server: string; readonly "certificate-authority-data": string };
  }[];
  readonly users: readonly { readonly user: { readonly token: string } }[];
}

const readKubeconfig = (path: string): Kubeconfig => load(readFileSync(path, "utf8")) as Kubeconfig;

/** The certificate that the server of a kubeconfig shows. @param kubeconfig path. */
export function authorityOf(kubeconfig: string): Buffer {
  const { "certificate-authority-data": authority = "" } =
    readKubeconfig(kubeconfig).clusters[0]?.cluster ?? {};
  return Buffer.from(authority, "base64");
}

/** @param kubeconfig path. */
export function createApiClient(kubeconfig: string): ApiClient {
  const { clusters, users } = readKubeconfig(kubeconfig);
  const { server = "" } = clusters[0]?.cluster ?? {};
  const agent = new Agent({ ca: authorityOf(kubeconfig), keepAlive: true });
  const open = (path: string, accept: string) => {
    const request = httpsRequest(`${server}${path}`, {
      agent,
      headers: { accept, authorization: `Bearer ${users[0]?.user.token}` },
    });
    request.end();
    return request;
  };
  return {
    getJson: (path, accept = "application/json") =>
      new Promise((resolve, reject) => {
        const request = open(path, accept);
        request.on("error", reject);
        request.on("response", (response) => {
          textOf(response).then((text) => {
            const status = response.statusCode ?? 0;
            if (status < 400) resolve(JSON.parse(text));
            else reject(new RefusedRequest(path, status, text));
          }, reject);
        });
      }),
    follow(path, accept, onLine, onEnd) {
      const request = open(path, accept);
      request.on("error", () => {});
      request.on("close", onEnd);
      request.on("response", (response) => {
        response.on("error", () => {});
        linesOf(response, onLine);
      });
      return () => request.destroy();
    },
    close: () => agent.destroy(),
  };
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of response.setEncoding("utf8")) text += piece;
  return text;
}

function linesOf(response: IncomingMessage, onLine: (line: string) => void): void {
  let rest = "";
  response.setEncoding("utf8");
  response.on("data", (piece: string) => {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}

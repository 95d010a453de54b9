/** One connection over which a client speaks piece by piece, and hears what the server has said so far. */
import { byteLength } from "../../bytes.ts";
import type { ConnectError, Connected, NetworkClient } from "../../network/http.ts";
import { converse, isBegunRequest } from "./converse.ts";
import { BAD_REQUEST, readRequest } from "./http-wire.ts";

interface Peer {
  readonly network: NetworkClient;
  readonly host: string;
  readonly port: number;
  /** The connection itself, for requests over it. */
  readonly keepAlive: object;
  readonly raw: Extract<Connected, { ip: string }>["raw"];
}

export class Dialogue {
  /** All that came back so far. */
  heard = "";
  /** After how long the server ends the connection by itself, when nothing more is said; Infinity: never. */
  endsAfterMs = Number.POSITIVE_INFINITY;
  readonly #peer: Peer;
  /** What the server has no whole request in yet. */
  #unanswered = "";

  private constructor(peer: Peer) {
    this.#peer = peer;
  }

  /** Only inside an actor. */
  static async open(
    network: NetworkClient,
    host: string,
    port: number,
  ): Promise<Dialogue | { readonly error: ConnectError }> {
    const keepAlive = {};
    const connected = await network.connect(host, port, undefined, keepAlive);
    if ("error" in connected) return connected;
    return new Dialogue({ network, host, port, keepAlive, raw: connected.raw });
  }

  /** What the server answers is heard when this ends. Only inside an actor. */
  async say(text: string): Promise<void> {
    if (this.endsAfterMs === 0) return;
    this.#unanswered += text;
    const said = this.#unanswered;
    const { raw } = this.#peer;
    if (raw === undefined) await this.#request(said);
    else if (said.endsWith("\n")) {
      this.#unanswered = "";
      this.heard += await raw(said);
    }
  }

  async #request(said: string): Promise<void> {
    const request = readRequest(said);
    if (request === undefined) {
      if (!said.includes("\n") || isBegunRequest(said)) return;
      this.heard += BAD_REQUEST;
      this.endsAfterMs = 0;
      return;
    }
    if (byteLength(request.body) < Number(request.headers["content-length"] ?? 0)) return;
    this.#unanswered = "";
    const answer = await converse(this.#peer.network, this.#peer, said);
    if (!("error" in answer)) this.heard += answer.heard;
    this.endsAfterMs = "error" in answer ? 0 : (answer.endsAfterMs ?? Number.POSITIVE_INFINITY);
  }
}

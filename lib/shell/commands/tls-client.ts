/** A client's side of TLS: whom it trusts, and what it found out about one server. */
import { type Certificate, type Distrust, distrustOf, parseCertificates } from "../../network/certificate.ts";
import type { Machine, ShellCommandContext } from "../command.ts";

/** Whom a command line trusts. Inside the cluster, no machine knows any authority by itself. */
export interface Trust {
  /** The certificates of the file that it names; undefined when the file has none. */
  readonly trusted: readonly Certificate[] | undefined;
  /** Anybody. */
  readonly isInsecure: boolean;
  /** Unix milliseconds. */
  readonly now: number;
}

/** @param file PEM; absent: nobody is trusted */
export async function readTrust(
  file: string | undefined,
  isInsecure: boolean,
  { epochMs, loop }: Machine,
  context: ShellCommandContext,
): Promise<Trust> {
  const pem = file === undefined ? "" : await context.readFile(file).catch(() => "");
  const certificates = parseCertificates(pem);
  return {
    trusted: file !== undefined && certificates.length === 0 ? undefined : certificates,
    isInsecure,
    now: epochMs + loop.now,
  };
}

export class TlsClient {
  /** What the server has shown. */
  certificate: Certificate | undefined;
  /** Whether it goes on with anybody. */
  readonly isInsecure: boolean;
  readonly #host: string;
  readonly #trust: Trust;

  constructor(host: string, trust: Trust) {
    this.#host = host;
    this.#trust = trust;
    this.isInsecure = trust.isInsecure;
  }

  /** For OutgoingRequest.trusts. */
  readonly trusts = (certificate: Certificate): boolean => {
    this.certificate = certificate;
    return this.isInsecure || this.distrust === undefined;
  };

  /** Why it does not believe the server, whether it insists or not. */
  get distrust(): Distrust | undefined {
    const { trusted = [], now } = this.#trust;
    return this.certificate && distrustOf(this.certificate, this.#host, { trusted, now });
  }
}

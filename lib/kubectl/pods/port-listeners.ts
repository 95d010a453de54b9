/** The ports of this machine that `port-forward` opens. Models client-go/tools/portforward. */
import { KubectlError, type LocalPorts, type Output, type PortHandler } from "../verb.ts";
import type { ForwardedPort } from "./forwarded-ports.ts";

export interface ListenAddress {
  readonly address: string;
  readonly protocol: "tcp4" | "tcp6";
  /** Of localhost's two addresses, one is enough. */
  readonly isOneOfTwo: boolean;
}

/** @throws KubectlError */
export function listenAddresses(words: readonly string[]): readonly ListenAddress[] {
  if (words.length === 0) throw new KubectlError("you must specify at least 1 address");
  const found = new Map<string, ListenAddress>();
  for (const word of words) {
    const isOneOfTwo = word === "localhost";
    for (const address of isOneOfTwo ? ["127.0.0.1", "::1"] : [word]) {
      const protocol = protocolOf(address);
      if (!isOneOfTwo || !found.has(address)) found.set(address, { address, protocol, isOneOfTwo });
    }
  }
  return [...found.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}

function protocolOf(address: string): ListenAddress["protocol"] {
  const numbers = address.split(".");
  if (
    numbers.length === 4 &&
    numbers.every((number) => /^(?:0|[1-9]\d{0,2})$/.test(number) && Number(number) < 256)
  )
    return "tcp4";
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(":"))
    throw new KubectlError(`${address} is not a valid IP`);
  return "tcp6";
}

interface Listening {
  readonly addresses: readonly ListenAddress[];
  readonly local: LocalPorts;
  readonly out: Output;
  readonly serve: (port: ForwardedPort) => PortHandler;
}

/** Opens as many as it can. @returns what closes them. @throws KubectlError when it can open none. */
export function listenOn(ports: readonly ForwardedPort[], listening: Listening): () => void {
  const opened: (() => void)[] = [];
  const close = (): void => {
    for (const closeOne of opened) closeOne();
  };
  const isAnyOpen = ports.map((port) => listenOnPort(port, listening, opened)).includes(true);
  if (isAnyOpen) return close;
  close();
  throw new KubectlError(
    `unable to listen on any of the requested ports: [${ports.map(({ local, remote }) => `{${local} ${remote}}`).join(" ")}]`,
  );
}

/** @param opened gets what closes each address. */
function listenOnPort(
  { local: wanted, remote }: ForwardedPort,
  { addresses, local, out, serve }: Listening,
  opened: (() => void)[],
): boolean {
  const failed: ListenAddress[] = [];
  const errors: string[] = [];
  let number = wanted;
  for (const listened of addresses) {
    const { address, protocol } = listened;
    const host = protocol === "tcp6" ? `[${address}]` : address;
    try {
      // The handler is not called before the number is known.
      const { port, close } = local.listen(address, number, (request) => handler(request));
      number = port;
      const handler = serve({ local: number, remote });
      opened.push(close);
      out.stdout(`Forwarding from ${host}:${number} -> ${remote}\n`);
    } catch (error) {
      failed.push(listened);
      errors.push(
        `unable to create listener: Error listen ${protocol} ${host}:${number}: bind: ${(error as Error).message}`,
      );
    }
  }
  const pair = addresses.filter(({ isOneOfTwo }) => isOneOfTwo);
  if (
    !failed.some(({ isOneOfTwo }) => !isOneOfTwo) &&
    (pair.length === 0 || pair.some((address) => !failed.includes(address)))
  )
    return true;
  out.stderr(
    `Unable to listen on port ${number}: Listeners failed to create with the following errors: [${errors.join(" ")}]\n`,
  );
  return false;
}

/** /etc/services, as far as people write names for ports or programs print them. */

const NAMES: Readonly<Record<number, string>> = {
  21: "ftp",
  22: "ssh",
  23: "telnet",
  25: "smtp",
  53: "domain",
  80: "http",
  443: "https",
  3306: "mysql",
  5432: "postgresql",
  6379: "redis",
  8080: "http-alt",
};

/** The name of a TCP port, where it has one. */
export function serviceName(port: number): string | undefined {
  return NAMES[port];
}

/** @returns undefined for what is no port and no name of one. */
export function portNumber(text: string): number | undefined {
  const named = Object.entries(NAMES).find(([, name]) => name === text)?.[0];
  const port = named === undefined ? Number(text) : Number(named);
  return text !== "" && Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined;
}

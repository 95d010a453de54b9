/** IPv4 addresses and blocks. Leaves out IPv6: the cluster is single-stack. */

/** @returns the address as a number, or undefined when the text is none. */
export function parseIPv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  let value = 0;
  for (const octet of match.slice(1)) {
    if (Number(octet) > 255 || (octet.length > 1 && octet.startsWith("0"))) return undefined;
    value = value * 256 + Number(octet);
  }
  return value;
}

export function formatIPv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

/** A block of addresses such as `10.96.0.0/12`. */
export interface Cidr {
  readonly text: string;
  readonly first: number;
  readonly size: number;
}

/** Bits behind the mask count as zero. @throws Error when the text is no block. */
export function parseCidr(text: string): Cidr {
  const [address, bits] = text.split("/");
  const first = parseIPv4(address ?? "");
  if (first === undefined || bits === undefined || !/^\d+$/.test(bits) || Number(bits) > 32)
    throw new Error(`"${text}" is no block of IPv4 addresses such as 10.96.0.0/12`);
  const size = 2 ** (32 - Number(bits));
  return { text, first: first - (first % size), size };
}

export function contains(cidr: Cidr, ip: string): boolean {
  const value = parseIPv4(ip);
  return value !== undefined && value >= cidr.first && value < cidr.first + cidr.size;
}

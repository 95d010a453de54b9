/**
 * IP addresses as text. Models the parts of Go's net package, and of k8s.io/utils/net, that validation uses.
 *
 * Leading zeros in IPv4 octets are read as decimal, as the API server has always done for its own fields.
 */

export type IPFamily = "IPv4" | "IPv6";

/** The address as bytes (4 or 16), or undefined when the text is no IP address. */
export function parseIP(text: string): readonly number[] | undefined {
  return text.includes(":") ? parseIPv6(text) : parseIPv4(text);
}

/** As text: IPv6 as RFC 5952 has it, its longest row of zeros left out. */
export function formatIP(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from(
    { length: 8 },
    (_, at) => (bytes[2 * at] as number) * 256 + (bytes[2 * at + 1] as number),
  );
  const rows = groups.map((_, at) => {
    const end = groups.findIndex((group, index) => index >= at && group !== 0);
    return (end === -1 ? groups.length : end) - at;
  });
  const longest = Math.max(...rows);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  if (longest < 2) return text(groups);
  const start = rows.indexOf(longest);
  return `${text(groups.slice(0, start))}::${text(groups.slice(start + longest))}`;
}

export function ipFamily(text: string): IPFamily | undefined {
  const bytes = parseIP(text);
  if (bytes === undefined) return undefined;
  return bytes.length === 4 ? "IPv4" : "IPv6";
}

export function isCIDR(text: string): boolean {
  const [address, bits, ...rest] = text.split("/");
  const bytes = parseIP(address as string);
  return (
    bytes !== undefined &&
    rest.length === 0 &&
    bits !== undefined &&
    /^\d{1,3}$/.test(bits) &&
    Number(bits) <= bytes.length * 8
  );
}

/** `10.96.0.10` as a number, for ranges. */
export function ipv4ToNumber(text: string): number | undefined {
  return parseIPv4(text)?.reduce((sum, octet) => sum * 256 + octet, 0);
}

export function numberToIPv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

function parseIPv4(text: string): number[] | undefined {
  const octets = text.split(".");
  const valid =
    octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
  return valid ? octets.map(Number) : undefined;
}

function parseIPv6(text: string): number[] | undefined {
  const sides = text.split("::");
  if (sides.length > 2) return undefined;
  const [head, tail] = sides.map(parseGroups);
  if (head === undefined || (sides.length === 2 && tail === undefined)) return undefined;
  const known = head.length + (tail?.length ?? 0);
  if (sides.length === 1) return known === 16 ? head : undefined;
  return known > 14 ? undefined : [...head, ...new Array<number>(16 - known).fill(0), ...(tail as number[])];
}

/** Groups of 16 bits as bytes; the last may be an IPv4 address. */
function parseGroups(text: string): number[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  const bytes: number[] = [];
  for (const [at, group] of groups.entries()) {
    const ipv4 = at === groups.length - 1 && group.includes(".") ? parseIPv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255);
    else return undefined;
  }
  return bytes;
}

/** Addresses that can be neither an endpoint nor an external IP, by what they are for. */
export interface SpecialIP {
  readonly unspecified: boolean;
  readonly loopback: boolean;
  readonly linkLocal: boolean;
  readonly linkLocalMulticast: boolean;
}

export function classifyIP(bytes: readonly number[]): SpecialIP {
  const [a = 0, b = 0, c = 0] = bytes;
  if (bytes.length === 4) {
    return {
      unspecified: bytes.every((byte) => byte === 0),
      loopback: a === 127,
      linkLocal: a === 169 && b === 254,
      linkLocalMulticast: a === 224 && b === 0 && c === 0,
    };
  }
  const zeroBefore = (end: number): boolean => bytes.slice(0, end).every((byte) => byte === 0);
  return {
    unspecified: zeroBefore(16),
    loopback: zeroBefore(15) && bytes[15] === 1,
    linkLocal: a === 0xfe && (b & 0xc0) === 0x80,
    linkLocalMulticast: a === 0xff && (b & 0x0f) === 0x02,
  };
}

/**
 * What names, labels and ports may look like, with the server's own words. Models apimachinery/pkg/util/validation.
 *
 * Every check returns what is wrong, one sentence per fault; an empty list means that all is well.
 */

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const LABEL_VALUE = `(${QUALIFIED})?`;
const CONFIG_KEY = "[-._a-zA-Z0-9]+";
const HEADER_NAME = "[-A-Za-z0-9]+";

const LENGTH_LABEL = 63;
const LENGTH_SUBDOMAIN = 253;
const LENGTH_PORT_NAME = 15;

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`);
const isLabel = whole(LABEL);
const isSubdomain = whole(SUBDOMAIN);
const isLabel1035 = whole(LABEL_1035);
const isQualified = whole(QUALIFIED);
const isLabelValue = whole(LABEL_VALUE);
const isConfigKey = whole(CONFIG_KEY);
const isHeaderName = whole(HEADER_NAME);

const EMPTY = "must be non-empty";
const QUALIFIED_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

export const tooLongName = (limit: number): string => `must be no more than ${limit} characters`;
export const outsideRange = (low: number, high: number): string =>
  `must be between ${low} and ${high}, inclusive`;

function mismatch(rule: string, pattern: string, ...examples: string[]): string {
  return `${rule} (e.g. ${examples.map((example) => `'${example}', `).join(" or ")}regex used for validation is '${pattern}')`;
}

function lengthFault(text: string, limit: number): string[] {
  return text.length > limit ? [tooLongName(limit)] : [];
}

export function dnsLabelFaults(text: string): string[] {
  const faults = lengthFault(text, LENGTH_LABEL);
  if (isLabel.test(text)) return faults;
  // A subdomain that is no label can only have dots too many.
  if (isSubdomain.test(text)) return [...faults, "must not contain dots"];
  const rule =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
  return [...faults, mismatch(rule, LABEL, "my-name", "123-abc")];
}

export function dnsSubdomainFaults(text: string): string[] {
  const faults = lengthFault(text, LENGTH_SUBDOMAIN);
  if (isSubdomain.test(text)) return faults;
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
  return [...faults, mismatch(rule, SUBDOMAIN, "example.com")];
}

export function dns1035LabelFaults(text: string): string[] {
  const faults = lengthFault(text, LENGTH_LABEL);
  if (isLabel1035.test(text)) return faults;
  const rule =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
  return [...faults, mismatch(rule, LABEL_1035, "my-name", "abc-123")];
}

/** Names that become part of a URL path. */
export function pathSegmentFaults(text: string): string[] {
  if (text === "." || text === "..") return [`may not be '${text}'`];
  return ["/", "%"]
    .filter((character) => text.includes(character))
    .map((character) => `may not contain '${character}'`);
}

/** The keys of labels and annotations: `name` or `example.com/name`. */
export function qualifiedNameFaults(text: string): string[] {
  const parts = text.split("/");
  if (parts.length > 2) {
    return [
      `a qualified name ${mismatch(QUALIFIED_RULE, QUALIFIED, "MyName", "my.name", "123-abc")} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) as string;
  return [...(parts.length === 2 ? prefixFaults(parts[0] as string) : []), ...namePartFaults(name)];
}

function prefixFaults(prefix: string): string[] {
  const faults = prefix === "" ? [EMPTY] : dnsSubdomainFaults(prefix);
  return faults.map((fault) => `prefix part ${fault}`);
}

function namePartFaults(name: string): string[] {
  const faults = name === "" ? [EMPTY] : lengthFault(name, LENGTH_LABEL);
  if (!isQualified.test(name))
    faults.push(mismatch(QUALIFIED_RULE, QUALIFIED, "MyName", "my.name", "123-abc"));
  return faults.map((fault) => `name part ${fault}`);
}

export function labelValueFaults(text: string): string[] {
  const faults = lengthFault(text, LENGTH_LABEL);
  if (isLabelValue.test(text)) return faults;
  const rule = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`;
  return [...faults, mismatch(rule, LABEL_VALUE, "MyValue", "my_value", "12345")];
}

/** The keys of ConfigMaps and Secrets, which become file names. */
export function configKeyFaults(text: string): string[] {
  const faults = lengthFault(text, LENGTH_SUBDOMAIN);
  if (!isConfigKey.test(text)) {
    faults.push(
      mismatch(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
        CONFIG_KEY,
        "key.name",
        "KEY_NAME",
        "key-name",
      ),
    );
  }
  if (text === "." || text === "..") return [...faults, `must not be '${text}'`];
  return text.startsWith("..") ? [...faults, "must not start with '..'"] : faults;
}

export function environmentNameFaults(text: string): string[] {
  if (text === "") return [`environment variable name ${EMPTY}`];
  const printable = /^[\x20-\x3c\x3e-\x7e]*$/.test(text);
  return printable
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

export function httpHeaderNameFaults(text: string): string[] {
  return isHeaderName.test(text)
    ? []
    : [
        mismatch(
          "a valid HTTP header must consist of alphanumeric characters or '-'",
          HEADER_NAME,
          "X-Header-Name",
        ),
      ];
}

export function portNumberFaults(port: number): string[] {
  return port >= 1 && port <= 65_535 ? [] : [outsideRange(1, 65_535)];
}

/** The names by which a Service's targetPort finds a container port. */
export function portNameFaults(name: string): string[] {
  const faults = lengthFault(name, LENGTH_PORT_NAME);
  if (!/^[-a-z0-9]+$/.test(name))
    faults.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  if (!/[a-z]/.test(name)) faults.push("must contain at least one letter (a-z)");
  if (name.includes("--")) faults.push("must not contain consecutive hyphens");
  if (name.startsWith("-") || name.endsWith("-")) faults.push("must not begin or end with a hyphen");
  return faults;
}

import { describe, expect, it } from "vitest";
import {
  configKeyFaults,
  dns1035LabelFaults,
  dnsLabelFaults,
  dnsSubdomainFaults,
  environmentNameFaults,
  labelValueFaults,
  portNameFaults,
  qualifiedNameFaults,
} from "./names.ts";

const LONG = "a".repeat(64);
const QUALIFIED =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

// Texts as kubectl 1.33 prints them.
describe("names are refused with the rule they break", () => {
  it.each([
    ["label", dnsLabelFaults, "a.b", ["must not contain dots"]],
    [
      "label",
      dnsLabelFaults,
      "My_App",
      [
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
    ["label", dnsLabelFaults, LONG, ["must be no more than 63 characters"]],
    [
      "subdomain",
      dnsSubdomainFaults,
      "a..b",
      [
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ],
    ],
    [
      "RFC 1035 label",
      dns1035LabelFaults,
      "1st",
      [
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
      ],
    ],
    ["qualified name", qualifiedNameFaults, "_x", [`name part ${QUALIFIED}`]],
    ["qualified name", qualifiedNameFaults, "a/", ["name part must be non-empty", `name part ${QUALIFIED}`]],
    ["qualified name", qualifiedNameFaults, "/a", ["prefix part must be non-empty"]],
    [
      "qualified name",
      qualifiedNameFaults,
      "a/b/c",
      [
        `a qualified name ${QUALIFIED} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
      ],
    ],
    ["qualified name", qualifiedNameFaults, LONG, ["name part must be no more than 63 characters"]],
    [
      "label value",
      labelValueFaults,
      "-v",
      [
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      ],
    ],
    [
      "key",
      configKeyFaults,
      "a/b",
      [
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ],
    ],
    ["key", configKeyFaults, "..", ["must not be '..'"]],
    ["key", configKeyFaults, "..a", ["must not start with '..'"]],
    [
      "environment variable",
      environmentNameFaults,
      "A=B",
      ["a valid environment variable name must consist only of printable ASCII characters other than '='"],
    ],
    ["port name", portNameFaults, "8080", ["must contain at least one letter (a-z)"]],
    ["port name", portNameFaults, "a--b", ["must not contain consecutive hyphens"]],
    [
      "port name",
      portNameFaults,
      "Web-",
      [
        "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
        "must not begin or end with a hyphen",
      ],
    ],
    ["port name", portNameFaults, "a-very-long-name", ["must be no more than 15 characters"]],
  ])("%s %s", (_what, rule, text, expected) => {
    expect(rule(text)).toEqual(expected);
  });

  it.each([
    [dnsLabelFaults, "a-1"],
    [dnsSubdomainFaults, "a.b-c.1"],
    [dns1035LabelFaults, "web-1"],
    [qualifiedNameFaults, "example.com/My_Name.1"],
    [labelValueFaults, ""],
    [configKeyFaults, "a_B.c-1"],
    [environmentNameFaults, "A.b-c 1"],
    [portNameFaults, "http-1"],
  ])("%s accepts %j", (rule, text) => {
    expect(rule(text)).toEqual([]);
  });
});

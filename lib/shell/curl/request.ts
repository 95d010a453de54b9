/** The request that curl's options ask for: method, headers in curl's order, body. */
import { byteLength, toBase64 } from "../../bytes.ts";
import type { ShellCommandContext } from "../command.ts";
import { authority, type Url } from "../commands/http-text.ts";
import type { CurlOptions, OptionName } from "./options.ts";

export interface CurlRequest {
  readonly method: string;
  /** In the order in which they are sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Appended to the URL's query (-G). */
  readonly query: string;
}

export interface Body {
  /** Undefined: none. */
  readonly text: string | undefined;
  readonly isJson: boolean;
  readonly isUpload: boolean;
  /** curl's warnings, without `Warning: `. */
  readonly warnings: readonly string[];
}

/** @throws Error naming the file of -T that cannot be read. */
export async function readBody(options: CurlOptions, context: ShellCommandContext): Promise<Body> {
  const warnings: string[] = [];
  const upload = options.text("upload-file");
  if (upload !== undefined)
    return {
      text: upload === "-" ? context.stdin : await context.readFile(upload),
      isJson: false,
      isUpload: true,
      warnings,
    };
  const parts: string[] = [];
  for (const [name, value] of options.data) parts.push(await readPart(name, value, context, warnings));
  const isJson = options.list("json").length > 0;
  return {
    text: parts.length === 0 ? undefined : parts.join(isJson ? "" : "&"),
    isJson,
    isUpload: false,
    warnings,
  };
}

async function readPart(
  name: OptionName,
  value: string,
  context: ShellCommandContext,
  warnings: string[],
): Promise<string> {
  if (name === "data-urlencode") return encodePart(value);
  if (name === "data-raw" || !value.startsWith("@")) return value;
  const file = value.slice(1);
  try {
    const text = file === "-" ? context.stdin : await context.readFile(file);
    return name === "data" || name === "data-ascii" ? text.replace(/[\r\n]/g, "") : text;
  } catch {
    warnings.push(`Couldn't read data from file "${file}", this makes an empty POST.`);
    return "";
  }
}

/** `content`, `=content` and `name=content`: only the content is encoded. */
function encodePart(value: string): string {
  const at = value.indexOf("=");
  const encode = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return at < 0 ? encode(value) : `${at === 0 ? "" : value.slice(0, at + 1)}${encode(value.slice(at + 1))}`;
}

const basic = (user: string | undefined): string | undefined =>
  user === undefined ? undefined : `Basic ${toBase64(user)}`;

export function buildRequest(options: CurlOptions, body: Body, url: Url, version: string): CurlRequest {
  const isQuery = options.is("get");
  const text = isQuery ? undefined : body.text;
  const method =
    options.text("request") ??
    (options.is("head") ? "HEAD" : body.isUpload ? "PUT" : text === undefined ? "GET" : "POST");
  const own = options.list("header").map(readHeader);
  const custom = (name: string) => own.find((header) => header.name.toLowerCase() === name);
  const headers: [string, string][] = [["Host", custom("host")?.value ?? authority(url)]];
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && custom(name.toLowerCase()) === undefined) headers.push([name, value]);
  };
  const user = options.text("user") ?? url.user;
  const token = options.text("oauth2-bearer");
  add("Authorization", token === undefined ? basic(user) : `Bearer ${token}`);
  add("User-Agent", options.text("user-agent") ?? `curl/${version}`);
  if (body.isJson) add("Content-Type", "application/json");
  add("Accept", body.isJson ? "application/json" : "*/*");
  add("Referer", options.text("referer"));
  add("Cookie", options.text("cookie"));
  for (const { name, value, isSent } of own)
    if (isSent && name.toLowerCase() !== "host") headers.push([name, value]);
  if (text !== undefined) {
    add("Content-Length", String(byteLength(text)));
    if (!body.isUpload && !body.isJson) add("Content-Type", "application/x-www-form-urlencoded");
  }
  return {
    method,
    headers: headers.filter(([name, value]) => name !== "User-Agent" || value !== ""),
    body: text ?? "",
    query: isQuery ? (body.text ?? "") : "",
  };
}

/** `Name: value`; `Name;` sends it empty, `Name:` keeps curl from sending its own. */
function readHeader(text: string): {
  readonly name: string;
  readonly value: string;
  readonly isSent: boolean;
} {
  const match = /^([^:;]+)([:;])\s*(.*)$/s.exec(text);
  const value = match?.[3]?.trim() ?? "";
  return {
    name: match?.[1]?.trim() ?? text,
    value,
    isSent: match !== null && (value !== "" || match[2] === ";"),
  };
}

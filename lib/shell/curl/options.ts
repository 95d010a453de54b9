/** curl's command line: short letters in a row, long names or unambiguous beginnings of them, `--no-` before switches. */

type Kind = "switch" | "text" | "number" | "list";
type Options = Readonly<Record<string, readonly [letter: string, kind: Kind]>>;

/** Long name, letter, kind. */
const KNOWN = {
  cacert: ["", "text"],
  "connect-timeout": ["", "number"],
  cookie: ["b", "text"],
  data: ["d", "list"],
  "data-ascii": ["", "list"],
  "data-binary": ["", "list"],
  "data-raw": ["", "list"],
  "data-urlencode": ["", "list"],
  "dump-header": ["D", "text"],
  fail: ["f", "switch"],
  "fail-early": ["", "switch"],
  "fail-with-body": ["", "switch"],
  get: ["G", "switch"],
  globoff: ["g", "switch"],
  head: ["I", "switch"],
  header: ["H", "list"],
  help: ["h", "switch"],
  include: ["i", "switch"],
  insecure: ["k", "switch"],
  json: ["", "list"],
  location: ["L", "switch"],
  "max-redirs": ["", "number"],
  "max-time": ["m", "number"],
  "oauth2-bearer": ["", "text"],
  output: ["o", "list"],
  "progress-bar": ["#", "switch"],
  "progress-meter": ["", "switch"],
  referer: ["e", "text"],
  "remote-name": ["O", "switch"],
  request: ["X", "text"],
  resolve: ["", "list"],
  retry: ["", "number"],
  "retry-all-errors": ["", "switch"],
  "retry-connrefused": ["", "switch"],
  "retry-delay": ["", "number"],
  "show-error": ["S", "switch"],
  silent: ["s", "switch"],
  "upload-file": ["T", "text"],
  url: ["", "list"],
  user: ["u", "text"],
  "user-agent": ["A", "text"],
  verbose: ["v", "switch"],
  version: ["V", "switch"],
  "write-out": ["w", "text"],
} as const satisfies Options;

/** Options of which nothing shows where there is one protocol, no proxy, and a TLS of certificates alone. */
const IGNORED = {
  ...named(
    "switch",
    `alpn anyauth append=a basic buffer compressed compressed-ssh create-dirs disable-eprt disable-epsv
    disable=q disallow-username-in-url doh-cert-status doh-insecure false-start form-escape ftp-create-dirs
    ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-control http0.9 http1.0=0 http1.1 http2
    ignore-content-length ipv4=4 junk-session-cookies=j keepalive list-only=l mail-rcpt-allowfails
    netrc-optional no-buffer=N npn proxy-anyauth proxy-basic proxy-digest proxy-insecure proxy-negotiate
    proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 raw remove-on-error sasl-ir
    sessionid socks5-basic socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert
    ssl-no-revoke ssl-reqd ssl-revoke-best-effort styled-output suppress-connect-headers tcp-fastopen
    tcp-nodelay tftp-no-options tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tlsv1=1 use-ascii=B xattr`,
  ),
  ...named(
    "text",
    `cert-type ciphers create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr
    egd-file ftp-account ftp-alternative-to-user ftp-method ftp-port=P ftp-ssl-ccc-mode hostpubmd5
    hostpubsha256 key-type krb login-options mail-auth mail-from mail-rcpt noproxy proto-redir proxy-cacert
    proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key
    proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype
    proxy-tlspassword proxy-tlsuser proxy-user=U pubkey random-file sasl-authzid service-name
    socks5-gssapi-service telnet-option=t tls13-ciphers`,
  ),
  ...named(
    "number",
    "expect100-timeout happy-eyeballs-timeout-ms keepalive-time parallel-max retry-max-time tftp-blksize",
  ),
};

/** What curl has and the simulation has not; using one is refused in its own words. */
const MISSING = {
  ...named(
    "text",
    `abstract-unix-socket alt-svc aws-sigv4 capath cert=E config=K connect-to continue-at=C cookie-jar=c
    dns-servers doh-url engine etag-compare etag-save hsts interface key libcurl limit-rate local-port
    netrc-file output-dir pass pinnedpubkey preproxy proto proto-default proxy1.0 proxy=x quote=Q range=r
    rate request-target socks4 socks4a socks5 socks5-hostname stderr time-cond=z tls-max tlsauthtype
    tlspassword tlsuser trace trace-ascii unix-socket`,
  ),
  ...named("list", "form=F form-string url-query"),
  ...named(
    "switch",
    `cert-status clobber crlf digest haproxy-protocol http2-prior-knowledge http3 http3-only ipv6=6
    location-trusted manual=M metalink negotiate netrc=n next=: ntlm ntlm-wb parallel-immediate parallel=Z
    path-as-is post301 post302 post303 proxytunnel=p remote-header-name=J remote-name-all remote-time=R
    sslv2=2 sslv3=3 tr-encoding trace-time`,
  ),
  ...named("number", "max-filesize speed-limit=Y speed-time=y"),
};

export type OptionName = keyof typeof KNOWN;
type Named<K extends Kind> = {
  [Name in OptionName]: (typeof KNOWN)[Name][1] extends K ? Name : never;
}[OptionName];

export interface CurlOptions {
  is(name: Named<"switch">): boolean;
  /** Given as `--no-name`. */
  isOff(name: Named<"switch">): boolean;
  text(name: Named<"text">): string | undefined;
  number(name: Named<"number">): number | undefined;
  list(name: Named<"list">): readonly string[];
  /** All data options in the order in which they were given. */
  readonly data: readonly (readonly [OptionName, string])[];
  readonly urls: readonly string[];
}

/** What is wrong with the command line, as curl says it behind `curl: `. */
export type Refusal = { readonly refusal: string };

const ALL: Options = { ...KNOWN, ...IGNORED, ...MISSING };

/** @param names long names, each with its letter where it has one: `insecure=k` */
function named(kind: Kind, names: string): Options {
  return Object.fromEntries(
    names.split(/\s+/).map((text) => {
      const [name = "", letter = ""] = text.split("=");
      return [name, [letter, kind] as const];
    }),
  );
}

export function parseOptions(args: readonly string[]): CurlOptions | Refusal {
  const given: (readonly [string, string])[] = [];
  const urls: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (!/^-./.test(arg) || arg === "--") {
      if (arg !== "--") urls.push(arg);
      continue;
    }
    const isLong = arg.startsWith("--");
    for (let letter = 1; letter < (isLong ? 2 : arg.length); letter++) {
      const found = isLong ? findLong(arg.slice(2)) : findLetter(arg[letter] ?? "");
      if (found === undefined) return { refusal: `option ${arg}: is unknown` };
      if (found === "ambiguous") return { refusal: `option ${arg}: is ambiguous` };
      if (found.name in MISSING) return { refusal: `option ${arg}: is not simulated` };
      if (found.kind === "switch") {
        given.push([found.name, found.isOff ? "off" : "on"]);
        continue;
      }
      const rest = isLong ? "" : arg.slice(letter + 1);
      const value = rest === "" ? args[++at] : rest;
      if (value === undefined) return { refusal: `option ${arg}: requires parameter` };
      if (found.kind === "number" && !/^\d+(?:\.\d*)?$/.test(value))
        return { refusal: `option ${arg}: expected a proper numerical parameter` };
      given.push([found.name, value]);
      break;
    }
  }
  return collect(given, urls);
}

interface Found {
  readonly name: string;
  readonly kind: Kind;
  readonly isOff: boolean;
}

function findLetter(letter: string): Found | undefined {
  const entry = Object.entries(ALL).find(([, [known]]) => known === letter);
  return entry === undefined ? undefined : { name: entry[0], kind: entry[1][1], isOff: false };
}

function findLong(text: string): Found | "ambiguous" | undefined {
  const isOff = text.startsWith("no-") && !(text in ALL);
  const wanted = isOff ? text.slice(3) : text;
  const exact = ALL[wanted];
  if (exact !== undefined)
    return isOff && exact[1] !== "switch" ? undefined : { name: wanted, kind: exact[1], isOff };
  const matches = Object.keys(ALL).filter((name) => name.startsWith(wanted));
  if (matches.length > 1) return "ambiguous";
  const [name] = matches;
  return name === undefined ? undefined : { name, kind: ALL[name]?.[1] ?? "switch", isOff };
}

function collect(given: readonly (readonly [string, string])[], urls: readonly string[]): CurlOptions {
  const last = (name: OptionName) => given.findLast(([known]) => known === name)?.[1];
  const list = (name: OptionName) => given.filter(([known]) => known === name).map(([, value]) => value);
  const data = given.filter(
    (option): option is readonly [OptionName, string] => option[0].startsWith("data") || option[0] === "json",
  );
  return {
    is: (name) => last(name) === "on",
    isOff: (name) => last(name) === "off",
    text: last,
    number: (name) => (last(name) === undefined ? undefined : Number(last(name))),
    list,
    data,
    urls: [...urls, ...list("url")],
  };
}

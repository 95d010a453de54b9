/** `listen ... ssl`: the certificate that a server shows. Its key is looked at, but not compared with the certificate. */
import { type Certificate, parseCertificates } from "../../network/certificate.ts";
import { ConfigError, type Directive, PREFIX, type Reading } from "./syntax.ts";

/** Certificates by the block of the server that shows them. */
export type Certificates = ReadonlyMap<readonly Directive[], Certificate>;

/** @throws ConfigError in nginx's words, with those of OpenSSL 3. */
export function* readCertificates(main: readonly Directive[]): Reading<Certificates> {
  const found = new Map<readonly Directive[], Certificate>();
  for (const http of main.filter(({ name }) => name === "http"))
    for (const server of http.block.filter(({ name }) => name === "server")) {
      const listen = server.block.find(({ name, args }) => name === "listen" && args.includes("ssl"));
      if (listen === undefined) continue;
      const file = fileOf("ssl_certificate", server.block, http.block);
      if (file === undefined)
        throw new ConfigError(
          `no "ssl_certificate" is defined for the "listen ... ssl" directive in ${server.at}`,
        );
      const key = fileOf("ssl_certificate_key", server.block, http.block);
      if (key === undefined)
        throw new ConfigError(
          `no "ssl_certificate_key" is defined for the "listen ... ssl" directive in ${server.at}`,
        );
      found.set(server.block, yield* readCertificate(file));
      yield* checkKey(key);
    }
  return found;
}

function fileOf(directive: string, ...blocks: readonly (readonly Directive[])[]): string | undefined {
  for (const block of blocks) {
    const path = block.find(({ name }) => name === directive)?.args[0];
    if (path !== undefined) return path.startsWith("/") ? path : `${PREFIX}${path}`;
  }
  return undefined;
}

function* readCertificate(file: string): Reading<Certificate> {
  const text = yield* readText("certificate", file);
  const [certificate] = parseCertificates(text);
  if (certificate === undefined)
    throw new ConfigError(
      `cannot load certificate "${file}": PEM_read_bio_X509_AUX() failed (SSL: error:0480006C:PEM routines::no start line:Expecting: TRUSTED CERTIFICATE)`,
    );
  return certificate;
}

function* checkKey(file: string): Reading<void> {
  const text = yield* readText("certificate key", file);
  if (!/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text))
    throw new ConfigError(
      `cannot load certificate key "${file}": PEM_read_bio_PrivateKey() failed (SSL: error:1E08010C:DECODER routines::unsupported:No supported data to decode. Input type: PEM)`,
    );
}

function* readText(what: string, file: string): Reading<string> {
  const text = yield { file };
  if (typeof text === "string") return text;
  throw new ConfigError(
    `cannot load ${what} "${file}": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory:calling fopen(${file}, r) error:10000080:BIO routines::no such file)`,
  );
}

/** A certificate for 127.0.0.1, made anew for each listener: kubectl sends its token over TLS only. */
import { generate } from "selfsigned";

export async function createCertificate(): Promise<{ key: string; certificate: string }> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "kube-apiserver" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 7, ip: "127.0.0.1" },
          { type: 2, value: "localhost" },
        ],
      },
    ],
  });
  return { key, certificate: cert };
}

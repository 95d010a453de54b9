/** `kubectl describe secret`: how long the values are, not what they are. Models describeSecret of kubectl 1.33, with sorted keys. */

import type { Secret } from "../../api/kinds/secret.ts";
import { bytesOfBase64, textOfUtf8 } from "../../bytes.ts";
import { byBytes } from "../../go/value.ts";
import type { Describer } from "./describer.ts";
import { SectionWriter } from "./section-writer.ts";

export const secretDescriber: Describer<Secret> = { group: "", kind: "Secret", describe: describeSecret };

const TOKEN_TYPE = "kubernetes.io/service-account-token";

function describeSecret({ metadata, type = "", data }: Secret): string {
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.write(0, `\nType:\t${type}\n`);
  writer.write(0, "\nData\n====\n");
  for (const [key, value] of Object.entries(data ?? {}).sort(([a], [b]) => byBytes(a, b))) {
    const bytes = bytesOfBase64(value);
    writer.field(
      0,
      key,
      key === "token" && type === TOKEN_TYPE ? textOfUtf8(bytes) : `${bytes.length} bytes`,
    );
  }
  return writer.toString();
}

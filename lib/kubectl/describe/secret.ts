/** `kubectl describe secret`: how long the values are, not what they are. Models describeSecret of kubectl 1.33, with sorted keys. */
import { type Secret, secrets } from "../../api/kinds/secret.ts";
import { bytesOfBase64, textOfUtf8 } from "../../bytes.ts";
import { byBytes } from "../../go/value.ts";
import { describer } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

export const secretDescriber = describer(secrets, describeSecret, false);

const TOKEN_TYPE = "kubernetes.io/service-account-token";

function describeSecret(writer: SectionWriter, { metadata, type = "", data }: Secret): void {
  writer.metadata(metadata);
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
}

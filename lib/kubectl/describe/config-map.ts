/** `kubectl describe configmap`. Models ConfigMapDescriber of kubectl 1.33, which prints the keys in no fixed order; here they are sorted. */
import { type ConfigMap, configMaps } from "../../api/kinds/config-map.ts";
import { bytesOfBase64 } from "../../bytes.ts";
import { byBytes } from "../../go/value.ts";
import { describer } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

export const configMapDescriber = describer(configMaps, describeConfigMap);

function describeConfigMap(writer: SectionWriter, configMap: ConfigMap): void {
  const { metadata, data, binaryData } = configMap;
  writer.metadata(metadata);
  writer.write(0, "\nData\n====\n");
  for (const [key, value] of sorted(data)) writer.write(0, `${key}:\n----\n${value}\n\n`);
  writer.write(0, "\nBinaryData\n====\n");
  for (const [key, value] of sorted(binaryData))
    writer.write(0, `${key}: ${bytesOfBase64(value).length} bytes\n`);
  writer.write(0, "\n");
}

function sorted(data: Readonly<Record<string, string>> | undefined): [string, string][] {
  return Object.entries(data ?? {}).sort(([a], [b]) => byBytes(a, b));
}

/** `kubectl describe configmap`. Models ConfigMapDescriber of kubectl 1.33, which prints the keys in no fixed order; here they are sorted. */

import type { ConfigMap } from "../../api/kinds/config-map.ts";
import { bytesOfBase64 } from "../../bytes.ts";
import { byBytes } from "../../go/value.ts";
import type { Describer, Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { SectionWriter } from "./section-writer.ts";

export const configMapDescriber: Describer<ConfigMap> = {
  group: "",
  kind: "ConfigMap",
  describe: describeConfigMap,
};

function describeConfigMap(configMap: ConfigMap, surroundings: Surroundings): string {
  const { metadata, data, binaryData } = configMap;
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.write(0, "\nData\n====\n");
  for (const [key, value] of sorted(data)) writer.write(0, `${key}:\n----\n${value}\n\n`);
  writer.write(0, "\nBinaryData\n====\n");
  for (const [key, value] of sorted(binaryData))
    writer.write(0, `${key}: ${bytesOfBase64(value).length} bytes\n`);
  writer.write(0, "\n");
  describeEvents(writer, configMap, surroundings);
  return writer.toString();
}

function sorted(data: Readonly<Record<string, string>> | undefined): [string, string][] {
  return Object.entries(data ?? {}).sort(([a], [b]) => byBytes(a, b));
}

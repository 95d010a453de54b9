/** The Volumes section of Pods and Pod templates. Leaves out the volume types of clouds and storage systems. */
import type { PodSpec } from "../../api/kinds/pod-spec.ts";
import { canonicalQuantity, parseQuantity } from "../../api/quantity.ts";
import { isRecord } from "../../go/value.ts";
import type { SectionWriter } from "./section-writer.ts";

type Volume = NonNullable<PodSpec["volumes"]>[number];
type Rows = readonly (readonly [string, string | number | boolean])[];

const TYPES = {
  hostPath: "HostPath (bare host directory volume)",
  emptyDir: "EmptyDir (a temporary directory that shares a pod's lifetime)",
  secret: "Secret (a volume populated by a Secret)",
  configMap: "ConfigMap (a volume populated by a ConfigMap)",
  persistentVolumeClaim:
    "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
  projected: "Projected (a volume that contains injected data from multiple sources)",
} as const;

export function describeVolumes(
  writer: SectionWriter,
  volumes: readonly Volume[] | undefined,
  space: string,
): void {
  const all = volumes ?? [];
  writer.write(0, all.length === 0 ? `${space}Volumes:\t<none>\n` : `${space}Volumes:\n`);
  for (const volume of all) {
    writer.write(1, `${space === "" ? "" : " "}${volume.name}:\n`);
    const rows = volumeRows(volume);
    if (rows === undefined) writer.write(1, "<unknown>\n");
    for (const [name, value] of rows ?? []) writer.field(2, name, value);
  }
}

function volumeRows(volume: Volume): Rows | undefined {
  const { hostPath, emptyDir, secret, configMap, projected, persistentVolumeClaim } = volume;
  if (hostPath !== undefined)
    return typed("hostPath", [
      ["Path", hostPath.path],
      ["HostPathType", hostPath.type ?? "<none>"],
    ]);
  if (emptyDir !== undefined)
    return typed("emptyDir", [
      ["Medium", emptyDir.medium ?? ""],
      ["SizeLimit", sizeLimit(emptyDir.sizeLimit)],
    ]);
  if (secret !== undefined)
    return typed("secret", [
      ["SecretName", secret.secretName ?? ""],
      ["Optional", secret.optional ?? false],
    ]);
  if (configMap !== undefined)
    return typed("configMap", [
      ["Name", configMap.name ?? ""],
      ["Optional", configMap.optional ?? false],
    ]);
  if (isRecord(persistentVolumeClaim))
    return typed("persistentVolumeClaim", [
      ["ClaimName", String(persistentVolumeClaim.claimName ?? "")],
      ["ReadOnly", persistentVolumeClaim.readOnly === true],
    ]);
  return isRecord(projected) ? typed("projected", projectedRows(projected.sources)) : undefined;
}

function typed(type: keyof typeof TYPES, rows: Rows): Rows {
  return [["Type", TYPES[type]], ...rows];
}

function sizeLimit(limit: string | number | undefined): string {
  return (parseQuantity(limit ?? 0)?.milli ?? 0) <= 0 ? "<unset>" : canonicalQuantity(limit ?? 0);
}

function projectedRows(sources: unknown): Rows {
  return (Array.isArray(sources) ? sources.filter(isRecord) : []).flatMap(
    ({ secret, configMap, downwardAPI, serviceAccountToken }): Rows => {
      if (isRecord(secret))
        return [
          ["SecretName", String(secret.name ?? "")],
          ["Optional", secret.optional === true],
        ];
      if (downwardAPI !== undefined) return [["DownwardAPI", true]];
      if (isRecord(configMap))
        return [
          ["ConfigMapName", String(configMap.name ?? "")],
          ["Optional", configMap.optional === true],
        ];
      return isRecord(serviceAccountToken)
        ? [["TokenExpirationSeconds", Number(serviceAccountToken.expirationSeconds ?? 0)]]
        : [];
    },
  );
}

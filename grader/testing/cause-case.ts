/** A cluster for one cause, and what its hint has to name in both languages. */
import type { Asked } from "../diagnosis/diagnosis.ts";

export interface CauseCase {
  readonly cause: string;
  readonly manifests: string;
  readonly commands?: string;
  readonly asked?: Asked;
  readonly says: readonly string[];
}

export const PORTS = "ports: [{port: 80}]";
export const service = (spec: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: http-go-svc}\nspec: {${spec}}\n---\n`;

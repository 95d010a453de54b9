/** `key=value,key2=value2` of flags such as --labels. Models kubectl/pkg/generate ParseLabels. */
import { KubectlError } from "../verb.ts";

/** @throws KubectlError */
export function parsePairs(text: string): Record<string, string> {
  if (text === "") throw new KubectlError("no label spec passed");
  const pairs = text.split(",").map((pair): [string, string] => {
    const [key = "", value, ...more] = pair.split("=");
    if (value === undefined || more.length > 0) throw new KubectlError(`unexpected label spec: ${pair}`);
    if (key === "") throw new KubectlError("unexpected empty label key");
    return [key, value];
  });
  return Object.fromEntries(pairs);
}

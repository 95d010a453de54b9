/** Comparisons inside filters. Models client-go/third_party/forked/golang/template: only values of one basic type compare. */
import { byBytes } from "../value.ts";
import { JsonPathError } from "./parser.ts";

/** @throws JsonPathError for values that do not compare, and for operators that are none */
export function compare(operator: string, left: unknown, right: unknown): boolean {
  if (!["==", "!=", "<", "<=", ">", ">="].includes(operator))
    throw new JsonPathError(`unrecognized filter operator ${operator}`);
  const kinds = [basicKind(left), basicKind(right)];
  if (kinds[0] !== kinds[1]) throw new JsonPathError("incompatible types for comparison");
  if (operator === "==" || operator === "!=") return (left === right) === (operator === "==");
  if (kinds[0] === "boolean") throw new JsonPathError("invalid type for comparison");
  const difference = typeof left === "string" ? byBytes(left, String(right)) : Number(left) - Number(right);
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  return operator === ">" ? difference > 0 : difference >= 0;
}

function basicKind(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "string" || typeof value === "boolean") return typeof value;
  throw new JsonPathError("invalid type for comparison");
}

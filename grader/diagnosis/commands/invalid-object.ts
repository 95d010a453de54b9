/** An object that the API refused, with each field that it names and why. */
import type { Text } from "../../text.ts";
import { koreanKind } from "./kinds.ts";
import type { Reading } from "./message.ts";

/** What cannot be changed in place. */
const IMMUTABLE =
  /field is immutable|may not change once set|updates may not change fields other than|updates to \S+ spec for fields other than/;

/** As kubectl prints it by itself, and behind the name of a file. */
const INVALID =
  /^(?:Error from server \(Invalid\): (?:error when [^:]*: )?)?(?:The )?(\w+) "([^"]*)" is invalid: ?([\s\S]*)$/;

export const invalidObject: Reading = ({ text }) => {
  const [, kind, name, rest = ""] = INVALID.exec(text) ?? [];
  if (kind === undefined) return undefined;
  const faults = faultsOf(rest);
  const wayRound = IMMUTABLE.test(rest)
    ? {
        en: ". Such a field cannot be changed while the object exists: delete the object and create it anew (kubectl replace --force -f FILE)",
        ko: ". 이런 필드는 오브젝트가 있는 동안 바꿀 수 없습니다. 지우고 다시 만드세요(kubectl replace --force -f 파일)",
      }
    : { en: "", ko: "" };
  const texts = faults.map(faultText);
  return {
    en: `The API refused ${kind} ${name}: ${texts.map(({ en }) => en).join("; ")}${wayRound.en}`,
    ko: `API가 ${koreanKind(kind)} ${name}을(를) 받지 않았습니다. ${texts.map(({ ko }) => ko).join(", ")}${wayRound.ko}`,
  };
};

const TYPES: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [/^Required value(?:: (.*))?$/s, ([why]) => `꼭 있어야 합니다${quoted(why)}`],
  [
    /^Unsupported value: (.*?): supported values: (.*)$/s,
    ([value, supported]) => `값 ${value}은(는) 쓸 수 없습니다. 쓸 수 있는 값: ${supported}`,
  ],
  [/^Duplicate value: (.*)$/s, ([value]) => `값 ${value}이(가) 두 번 있습니다`],
  [/^Invalid value: .*: field is immutable$/s, () => "만든 뒤에는 바꿀 수 없는 필드입니다"],
  [/^Invalid value: .*: may not change once set$/s, () => "한 번 정해지면 바꿀 수 없습니다"],
  [/^Invalid value: (\S+): (.*)$/s, ([value, why]) => `값 ${value}이(가) 올바르지 않습니다${quoted(why)}`],
  [/^Invalid value: (.*)$/s, ([value]) => `값이 올바르지 않습니다${quoted(value)}`],
  [/^Forbidden: (.*)$/s, ([why]) => `허용되지 않습니다${quoted(why)}`],
  [/^Not found: (.*)$/s, ([value]) => `${value}을(를) 찾을 수 없습니다`],
  [/^Too (?:long|many): (.*)$/s, ([why]) => `너무 깁니다${quoted(why)}`],
];

/** A list with a line for each fault, or in brackets; or one fault alone. */
function faultsOf(rest: string): readonly string[] {
  const [, inBrackets] = /^\[([\s\S]*)\]$/.exec(rest.trim()) ?? [];
  const faults =
    inBrackets === undefined
      ? rest.split(/\n\* |^\* /)
      : inBrackets.split(/, (?=(?:metadata|spec|subsets|endpoints|ports|addressType|data)[\w.[\]]*: )/);
  return faults.map((fault) => fault.trim()).filter((fault) => fault !== "");
}

/** @param fault `spec.sessionAffinity: Unsupported value: ...`. */
function faultText(fault: string): Text {
  const [, field, reason = ""] = /^([^:\s]+): ([\s\S]*)$/.exec(fault) ?? [];
  if (field === undefined) return { en: fault, ko: `"${fault}"` };
  for (const [form, words] of TYPES) {
    const match = form.exec(reason);
    if (match !== null) return { en: fault, ko: `${field} 필드: ${words(match.slice(1))}` };
  }
  return { en: fault, ko: `${field} 필드: "${reason}"` };
}

function quoted(why: string | undefined): string {
  return why === undefined ? "" : `("${why}")`;
}

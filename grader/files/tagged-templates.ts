// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of TypeScript are what is read here.
/**
 * Finds the bash text in a TypeScript cell: the templates of sh`...`, without running or compiling anything.
 * Knows strings, comments and templates; leaves out regular expressions, which a cell of commands has no use for.
 */

export interface TaggedTemplate {
  readonly tag: string;
  /** As bash gets it: `\${` and an escaped backtick without their backslash, everything else as typed. */
  readonly text: string;
  /** Whether it has a `${...}` of TypeScript, whose value only a running notebook knows. */
  readonly hasValues: boolean;
}

/** Strings, comments, and the start of a template with the name before it. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?:([\p{L}_$][\p{L}\p{N}_$]*)\s*)?`|[{}]/gu;

/** @returns the tagged templates of `source`, in order; an unfinished one ends with the source. */
export function taggedTemplates(source: string): readonly TaggedTemplate[] {
  const found: TaggedTemplate[] = [];
  scan(source, 0, found);
  return found;
}

/** Reads code from `from` to its end, or to the brace that closes a `${`. @returns where it ended. */
function scan(source: string, from: number, found: TaggedTemplate[]): number {
  const token = new RegExp(TOKEN);
  let depth = 0;
  token.lastIndex = from;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    if (match[0] === "{") depth++;
    else if (match[0] === "}" && --depth < 0) return match.index + 1;
    else if (match[0].endsWith("`") && !/^["'/]/.test(match[0]))
      token.lastIndex = readTemplate(source, token.lastIndex, match[1], found);
  }
  return source.length;
}

/** @returns where the code after the closing backtick begins. */
function readTemplate(
  source: string,
  from: number,
  tag: string | undefined,
  found: TaggedTemplate[],
): number {
  const inner: TaggedTemplate[] = [];
  let text = "";
  let hasValues = false;
  let at = from;
  while (at < source.length && source[at] !== "`") {
    const two = source.slice(at, at + 2);
    if (two === "${") {
      hasValues = true;
      at = scan(source, at + 2, inner);
    } else if (two === "\\`" || source.startsWith("\\${", at)) {
      text += source[at + 1];
      at += 2;
    } else {
      const step = source[at] === "\\" ? 2 : 1;
      text += source.slice(at, at + step);
      at += step;
    }
  }
  if (tag !== undefined) found.push({ tag, text, hasValues });
  found.push(...inner);
  return at + 1;
}

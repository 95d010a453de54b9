/** The statements of a script as they were typed: with the lines of their here-documents. */

const HERE_DOCUMENT = /(?<!<)<<-?(?!<)\s*(["']?)([\w.-]+)\1/g;

/** @returns what turns the text of each statement, given in their order, into what was typed. */
export function typedText(script: string): (statement: string) => string {
  let from = 0;
  return (statement) => {
    const start = script.indexOf(statement, from);
    if (start < 0) return statement;
    let end = start + statement.length;
    let typed = statement;
    for (const [, , delimiter = ""] of statement.matchAll(HERE_DOCUMENT)) {
      const body = linesUntil(script, script.indexOf("\n", end), delimiter);
      if (body === undefined) continue;
      // What stands on the same line behind the statement is not part of it, and comes next.
      typed += body.text;
      end = body.end;
    }
    from = start + statement.length;
    return typed;
  };
}

/** The lines behind a line's end, to the one that is the delimiter. */
function linesUntil(
  script: string,
  lineEnd: number,
  delimiter: string,
): { readonly text: string; readonly end: number } | undefined {
  if (lineEnd < 0) return undefined;
  const lines = script.slice(lineEnd + 1).split("\n");
  const last = lines.findIndex((line) => line.trim() === delimiter);
  if (last < 0) return undefined;
  const text = `\n${lines.slice(0, last + 1).join("\n")}`;
  return { text, end: lineEnd + text.length };
}

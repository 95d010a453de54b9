/** The text of a cell as far as mistakes and TAB need it: what is code, and which quote is open at its end. */

const CLOSES = { "//": "\n", "/*": "*/" };

/**
 * @returns `code`: the text with the inside of quotes and comments as spaces, so that lines and columns stay;
 *   `open`: the quote that is not closed, with the index behind it.
 */
export function readCell(text) {
  /** What each nested `${` goes back to. */
  const outer = [];
  let code = "";
  let inside; // the quote or comment, and where it begins
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    const pair = text.slice(at, at + 2);
    if (inside === undefined) {
      if (sign === "}" && outer.length > 0 && outer.at(-1).depth === 0) inside = outer.pop().template;
      else if (`"'\``.includes(sign)) inside = { mark: sign, start: at + 1 };
      else if (pair in CLOSES) inside = { mark: pair, start: at + 2 };
      if (outer.length > 0 && inside === undefined)
        outer.at(-1).depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
      code += inside === undefined || inside.mark.length === 1 ? sign : " ";
      continue;
    }
    const { mark } = inside;
    if (mark === "`" && pair === "${") {
      outer.push({ template: inside, depth: 0 });
      inside = undefined;
      code += "  ";
      at++;
    } else if (sign === "\\" && mark.length === 1) {
      code += "  ".slice(0, text.length - at);
      at++;
    } else if (
      mark.length === 1 ? sign === mark || (sign === "\n" && mark !== "`") : text.startsWith(CLOSES[mark], at)
    ) {
      code += mark.length === 1 ? sign : mark === "//" ? "\n" : "  ";
      if (mark === "/*") at++;
      inside = undefined;
    } else code += sign === "\n" ? "\n" : " ";
  }
  // Where code stands open inside a text, the text does, too.
  const open = inside ?? outer.at(-1)?.template;
  return { code, open: open?.mark.length === 1 ? open : undefined, isInCode: inside === undefined };
}

/** The shell command that stands open at the end of a cell's text, inside sh`...` or sh("..."); undefined: there is none. */
export function openCommand(text) {
  const { code, open, isInCode } = readCell(text);
  if (open === undefined || isInCode) return undefined;
  const before = code.slice(0, open.start - 1);
  const isShell = open.mark === "`" ? /\b(?:sh|read)\s*(?:\(\s*)?$/ : /\b(?:sh|read)\s*\(\s*$/;
  if (!isShell.test(before)) return undefined;
  return text
    .slice(open.start)
    .split(/[\n;|&(]/)
    .at(-1)
    .trimStart();
}

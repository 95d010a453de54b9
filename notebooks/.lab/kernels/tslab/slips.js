/** Common slips in a cell, each told in one sentence instead of what TypeScript makes of it. */
import { readCell } from "./cell-text.js";
import { TEXTS } from "./slip-texts.js";

/** What a cell imports from the course. */
const COURSE =
  /^(?:openLab|sh|read|show|predict|reveal|exercise|progress|start|advance|traffic|edit|serve|lab)$/;

const PROGRAMS =
  "kubectl|k|curl|wget|cat|ls|cd|echo|for|while|if|grep|head|tail|sort|sed|awk|jq|yq|sleep|watch|nslookup|dig|ping|vi|vim|nano|rm|cp|mv|mkdir|export|source|alias|sudo|docker|helm|bootcamp|npx|bash";
/** A prompt, or what marks a command in notebooks of other languages. */
const MARK = /^\s*(?:[$#>]\s+(?=\S)|!\s*|%%?(?:bash|sh|sx|script)\b\s*)/;
const SHELL_LINE = new RegExp(`^\\s*(?:${PROGRAMS})(?:\\s+(?![=(.])\\S|\\s*$)`);
const CODE_LINE = /^\s*(?:await|const|let|import|show|predict|reveal|ex)\b/;
const SHELL_WITHOUT_QUOTES = new RegExp(`\\b(?:sh|read)\\s*\\(?\\s*((?:${PROGRAMS})\\s.*?)\\)?;?\\s*$`);
const QUOTE_AFTER_SHELL = /\b(?:sh|read)\s*(['"“”‘’„´｀₩′])(.*)$/;

/** What people's keyboards put where code needs a plain sign. */
const STRANGE = {
  "“": '"',
  "”": '"',
  "„": '"',
  "‘": "'",
  "’": "'",
  "´": "`",
  "｀": "`",
  "₩": "`",
  "，": ",",
  "；": ";",
  "（": "(",
  "）": ")",
};

/**
 * @param text of the cell. @param faults what TypeScript says, each with its line (from 1), column and message.
 * @param language `ko` or `en`. @param isLabOpen whether the first cell was run.
 */
export function explain(text, faults, language, isLabOpen) {
  const words = TEXTS[language];
  const { code, open } = readCell(text);
  const cell = { text, lines: text.split("\n"), code: code.split("\n"), open, isLabOpen };
  const told = SLIPS.map((slip) => slip(cell, faults, words)).find((sentence) => sentence !== undefined);
  if (told !== undefined) return told;
  const [{ line, column, message }] = faults;
  return words.other(line, column, message);
}

/** Each looks for one kind of slip. The first that finds one explains the cell. */
const SLIPS = [
  quoteAfterShell,
  shellLines,
  openQuote,
  strangeSign,
  letterWithoutQuotes,
  misspeltKeyword,
  unknownName,
  missingAwait,
];

/** The numbers of lines, from 0, of which TypeScript says something. */
function faultyLines(faults) {
  return [...new Set(faults.map(({ line }) => line - 1))];
}

function quoteAfterShell({ lines, code }, faults, words) {
  for (const at of faultyLines(faults)) {
    const found = QUOTE_AFTER_SHELL.exec(lines[at] ?? "");
    if (found === null || !/\b(?:sh|read)\s*\S/.test(code[at])) continue;
    const [, quote, rest] = found;
    const close = { "“": "”", "‘": "’", "„": "“" }[quote] ?? quote;
    const end = rest.lastIndexOf(close) >= 0 ? rest.lastIndexOf(close) : rest.search(/["'”’`´｀₩;]*\s*$/);
    return words.backtick(rest.slice(0, end));
  }
  return undefined;
}

function shellLines({ lines, code }, faults, words) {
  for (const at of faultyLines(faults)) {
    if ((code[at] ?? "").trim() === "") continue;
    const [, inside] = SHELL_WITHOUT_QUOTES.exec(lines[at]) ?? [];
    if (inside !== undefined) return words.shell(inside.trim());
    if (commandIn(lines[at]) === undefined) continue;
    const rest = lines.slice(at);
    const end = rest.findIndex((line) => CODE_LINE.test(line));
    const commands = rest.slice(0, end < 0 ? rest.length : end).map((line) => commandIn(line) ?? line);
    return words.shell(commands.join("\n").trim().replace(/;$/, ""));
  }
  return undefined;
}

/** What a shell would be given: the line without a mark in front. */
function commandIn(line) {
  const command = line.replace(MARK, "");
  return command !== line || SHELL_LINE.test(command) ? command : undefined;
}

function openQuote({ open, text }, faults, words) {
  const lineOf = (at) => text.slice(0, at).split("\n").length;
  if (faults.some(({ message }) => message === "Unterminated template literal.") && open !== undefined)
    return words.openBacktick(lineOf(open.start));
  const fault = faults.find(({ message }) => message === "Unterminated string literal.");
  return fault === undefined ? undefined : words.openQuote(fault.line);
}

function letterWithoutQuotes({ lines }, faults, words) {
  const line = faultyLines(faults).find((at) =>
    /\bpredict\s*\([^)]*,\s*[^"'\s]*\s*\)?/.test(lines[at] ?? ""),
  );
  if (line === undefined || faults.some(({ message }) => message.includes("'predict'"))) return undefined;
  const [, question = "..."] = /\bpredict\s*\(\s*["'“”‘’]([^"'“”‘’]+)/.exec(lines[line]) ?? [];
  return words.letter(question);
}

function strangeSign({ code }, faults, words) {
  for (const at of faultyLines(faults)) {
    const sign = Object.keys(STRANGE).find((strange) => (code[at] ?? "").includes(strange));
    if (sign !== undefined) return words.strange(sign, STRANGE[sign], at + 1);
  }
  return undefined;
}

function misspeltKeyword(_cell, faults, words) {
  for (const { message } of faults) {
    const [, meant] = /^Unknown keyword or identifier\. Did you mean '(.+?)'\?$/.exec(message) ?? [];
    const name = /Cannot find name '(.+?)'/.exec(faults.map((fault) => fault.message).join("\n"))?.[1];
    if (meant !== undefined && name !== undefined) return words.meant(name, meant);
  }
  return undefined;
}

function unknownName({ isLabOpen }, faults, words) {
  for (const { message } of faults) {
    const [, name, meant] = /^Cannot find name '(.+?)'\.(?: Did you mean '(.+?)'\?)?/.exec(message) ?? [];
    if (name === undefined) continue;
    if (/[\u3131-\u318e\uac00-\ud7a3]/.test(name)) return words.hangul(name);
    if (COURSE.test(name)) return isLabOpen ? words.notImported(name) : words.firstCell(name);
    if (name === "ex") return words.exercise;
    return meant === undefined ? words.unknown(name) : words.meant(name, meant);
  }
  return undefined;
}

function missingAwait(_cell, faults, words) {
  return faults.some(({ message }) =>
    /on type 'Promise<|Did you forget to use 'await'|'Promise<string>'/.test(message),
  )
    ? words.missingAwait
    : undefined;
}

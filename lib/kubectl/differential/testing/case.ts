/**
 * A case: a file of plain shell text whose statements build on each other. Four kinds of statement are understood: a
 * file (`cat > NAME <<'EOF'`), a pause (`sleep 5`), a call of kubectl, and comments.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface FileStatement {
  readonly path: string;
  readonly text: string;
}

export interface PauseStatement {
  readonly seconds: number;
}

export interface CallStatement {
  /** As it stands in the case, with its here-document. */
  readonly command: string;
  /** Marked `# time moves`: the call waits for the cluster, so simulated time passes while it runs. */
  readonly waits: boolean;
  readonly stdin?: string;
}

export type Statement = FileStatement | PauseStatement | CallStatement;

export interface Case {
  /** The file's name without its ending. */
  readonly name: string;
  readonly statements: readonly Statement[];
}

const folder = join(import.meta.dirname, "../cases");

/** All cases, by name. @throws Error naming the file and the line that is no statement. */
export function readCases(): Case[] {
  const names = readdirSync(folder).filter((file) => file.endsWith(".sh"));
  return names.sort().map((file) => ({
    name: file.slice(0, -".sh".length),
    statements: parse(file, readFileSync(join(folder, file), "utf8")),
  }));
}

function parse(file: string, text: string): Statement[] {
  const lines = text.split("\n");
  const statements: Statement[] = [];
  while (lines.length > 0) {
    const line = lines.shift() as string;
    if (line === "" || line.startsWith("#")) continue;
    const [, end] = /<<'?(\w+)'?/.exec(line) ?? [];
    const body = end === undefined ? [] : lines.splice(0, lines.indexOf(end) + 1);
    statements.push(statementOf(file, line, body));
  }
  return statements;
}

function statementOf(file: string, line: string, body: readonly string[]): Statement {
  const [, path] = /^cat > (\S+) <</.exec(line) ?? [];
  if (path !== undefined)
    return {
      path,
      text: body
        .slice(0, -1)
        .map((each) => `${each}\n`)
        .join(""),
    };
  const [, seconds] = /^sleep (\d+)$/.exec(line) ?? [];
  if (seconds !== undefined) return { seconds: Number(seconds) };
  if (!/^(\w+=("[^"]*"|'[^']*'|\S+) )*kubectl\b|\| kubectl\b/.test(line))
    throw new Error(`${file}: neither a file, nor a pause, nor a call of kubectl: ${line}`);
  return { command: [line, ...body].join("\n"), waits: line.endsWith("# time moves") };
}

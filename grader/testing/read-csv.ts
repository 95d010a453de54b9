/** Comma-separated values as a spreadsheet or a learning platform takes them in. */

/** By the grammar of RFC 4180, and nothing besides. @throws Error about what is left over. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let read = 0;
  for (const [whole, quoted, plain = "", end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy,
  )) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    read += whole.length;
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  if (read < text.length) throw new Error(`no CSV from character ${read} on`);
  return rows;
}

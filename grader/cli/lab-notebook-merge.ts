/**
 * A learner's copy of a notebook, brought up to date with the course: three-way, cell by cell. A cell that the learner has not touched
 * becomes what the course says now; what they wrote, added, moved or deleted stays as they left it. Cells are told apart by their ids.
 */

export interface NotebookCell {
  readonly id?: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}

export interface NotebookFile {
  readonly nbformat: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly cells: readonly NotebookCell[];
}

/** How many cells became what the course says now, came or went, and how many stayed although the course has changed them. */
export interface MergeCounts {
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
}

/** @returns undefined when `text` is no notebook with cells, as Jupyter has written them since 2015. */
export function parseNotebook(text: string): NotebookFile | undefined {
  try {
    const value = JSON.parse(text) as Partial<NotebookFile> | null;
    const isNotebook = value?.nbformat === 4 && Array.isArray(value.cells) && value.cells.every(isCell);
    return isNotebook ? (value as NotebookFile) : undefined;
  } catch {
    return undefined;
  }
}

function isCell(value: unknown): boolean {
  const { cell_type, source } = (value ?? {}) as Partial<NotebookCell>;
  return typeof cell_type === "string" && (typeof source === "string" || Array.isArray(source));
}

/** @param base what the learner's copy was made of. @param course what it would be made of today. */
export function mergeNotebook(
  base: NotebookFile,
  course: NotebookFile,
  mine: NotebookFile,
): { readonly notebook: NotebookFile; readonly counts: MergeCounts } {
  const [before, now] = [byId(base), byId(course)];
  const counts = { changed: 0, added: 0, removed: 0, kept: 0 };
  const staying = mine.cells.flatMap((cell): readonly NotebookCell[] => {
    const [old, current] = [before.get(cell.id ?? ""), now.get(cell.id ?? "")];
    const isUntouched = old !== undefined && isSame(cell, old);
    if (current === undefined) {
      if (!isUntouched) return [cell];
      counts.removed++;
      return [];
    }
    if (isSame(cell, current)) return [{ ...cell, metadata: metadataOf(cell, current) }];
    if (isUntouched) {
      counts.changed++;
      return [{ ...current, metadata: metadataOf(cell, current) }];
    }
    if (old === undefined || !isSame(old, current)) counts.kept++;
    return [cell];
  });
  const known = new Set([...before.keys(), ...mine.cells.map(({ id }) => id)]);
  const coming = course.cells.filter(({ id }) => !known.has(id));
  counts.added = coming.length;
  const order = wasMoved(base, mine) ? idsOf(staying) : idsOf(course.cells);
  const cells = withNew(course.cells, coming, inOrder(order, staying));
  const metadata = { ...mine.metadata, ...course.metadata };
  return { notebook: { ...mine, nbformat: course.nbformat, metadata, cells }, counts };
}

/** The output of a cell belongs to its text: where the text is another, the course's cell comes without. */
function isSame(a: NotebookCell, b: NotebookCell): boolean {
  return a.cell_type === b.cell_type && textOf(a) === textOf(b);
}

/** An editor may leave a line's end behind, or take one away. */
function textOf({ source }: NotebookCell): string {
  return [source].flat().join("").trimEnd();
}

/** Tags are the course's; whether a cell is folded is the learner's. */
function metadataOf(mine: NotebookCell, course: NotebookCell): Readonly<Record<string, unknown>> {
  const { tags: _, ...own } = mine.metadata ?? {};
  return { ...own, ...course.metadata };
}

function byId({ cells }: NotebookFile): ReadonlyMap<string, NotebookCell> {
  return new Map(cells.flatMap((cell) => (cell.id === undefined ? [] : [[cell.id, cell] as const])));
}

function idsOf(cells: readonly NotebookCell[]): readonly string[] {
  return cells.flatMap(({ id }) => id ?? []);
}

/** Whether the learner has put cells of the course into another order. */
function wasMoved(base: NotebookFile, mine: NotebookFile): boolean {
  const [old, own] = [new Set(idsOf(base.cells)), new Set(idsOf(mine.cells))];
  const theirs = idsOf(base.cells).filter((id) => own.has(id));
  return idsOf(mine.cells)
    .filter((id) => old.has(id))
    .some((id, at) => id !== theirs[at]);
}

/** Cells whose ids `order` does not name follow the cell that they stood behind. */
function inOrder(order: readonly string[], cells: readonly NotebookCell[]): readonly NotebookCell[] {
  const groups = new Map<string, NotebookCell[]>([["", []]]);
  let last = "";
  for (const cell of cells) {
    if (cell.id !== undefined && order.includes(cell.id) && !groups.has(cell.id)) last = cell.id;
    groups.set(last, [...(groups.get(last) ?? []), cell]);
  }
  return ["", ...order].flatMap((id) => groups.get(id) ?? []);
}

/** Puts each new cell behind the one that it stands behind in the course, as far as that is there. */
function withNew(
  course: readonly NotebookCell[],
  coming: readonly NotebookCell[],
  cells: readonly NotebookCell[],
): readonly NotebookCell[] {
  const placed = [...cells];
  for (const cell of coming) {
    const before = course.slice(0, course.indexOf(cell)).map(({ id }) => id);
    const at = placed.findLastIndex(({ id }) => id !== undefined && before.includes(id));
    placed.splice(at + 1, 0, cell);
  }
  return placed;
}

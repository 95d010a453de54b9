/** What a submission may be. Each budget has a name, and the name is in the sentence that tells what it left out. */
export const limits = {
  /** Files and folders that are looked at, by their names. */
  entriesMax: 20_000,
  /** Files that are read of one submission, notebooks and zips among them. */
  filesMax: 500,
  /** Bytes of one file, unpacked. */
  fileBytesMax: 1_048_576,
  /** Bytes of all files, unpacked; notebooks and zips have budgets of their own. */
  totalBytesMax: 5_242_880,
  /** Folders inside folders. */
  depthMax: 24,
  /** Characters of a path. */
  pathLengthMax: 500,
  /** Bytes of a zip as it lies on the disk, or in another zip. */
  zipBytesMax: 67_108_864,
  /** Zips inside zips: a submission that is a zip may hold zips, and these may hold none. */
  zipDepthMax: 1,
  /** How many times larger than packed a file may be, once it is larger than `ratioFromBytes`. */
  ratioMax: 100,
  ratioFromBytes: 65_536,
  /** Bytes of one notebook, with its pictures. */
  notebookBytesMax: 67_108_864,
  /** Bytes of all notebooks and inner zips together. */
  packedBytesMax: 268_435_456,
  /** Cells of one notebook. */
  cellsMax: 5_000,
  /** Characters of one cell. */
  cellCharactersMax: 500_000,
  /** Brackets and templates inside each other in one cell. */
  nestingMax: 1_000,
} as const;

export type Budget = keyof typeof limits;
/** The budgets of one file, by what it is. */
export type SizeBudget = "fileBytesMax" | "notebookBytesMax" | "zipBytesMax";

/** Path with slashes -> text. A Map, because a file may be called `__proto__`. */
export type Files = ReadonlyMap<string, string>;

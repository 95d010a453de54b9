/** What a submission may be. Each budget has a name, and the name is in the sentence that refuses a submission. */
export const limits = {
  /** Files in one submission. */
  filesMax: 500,
  /** Bytes of one file, unpacked. */
  fileBytesMax: 1_048_576,
  /** Bytes of all files, unpacked. */
  totalBytesMax: 5_242_880,
  /** Folders inside folders. */
  depthMax: 8,
  /** Characters of a path. */
  pathLengthMax: 200,
  /** Bytes of a zip as it lies on the disk. */
  zipBytesMax: 10_485_760,
  /** How many times larger than packed a file may be, once it is larger than `ratioFromBytes`. */
  ratioMax: 100,
  ratioFromBytes: 65_536,
} as const;

/** Path with slashes -> text. A Map, because a file may be called `__proto__`. */
export type Files = ReadonlyMap<string, string>;

/** The part of yauzl 3 that zip.ts uses: the package carries no types. */
declare module "yauzl" {
  import type { Readable } from "node:stream";

  export interface Entry {
    readonly generalPurposeBitFlag: number;
    readonly fileNameRaw: Buffer;
    readonly extraFields: readonly { readonly id: number; readonly data: Buffer }[];
    /** Host system in the upper byte: 3 is Unix. */
    readonly versionMadeBy: number;
    /** For Unix: st_mode in the upper 16 bits. */
    readonly externalFileAttributes: number;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly crc32: number;
    isEncrypted(): boolean;
    canDecodeFileData(): boolean;
    getLastModDate(options?: { readonly timezone?: "local" | "UTC" }): Date;
  }

  export interface ZipFile {
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
  }

  export function fromBufferPromise(
    buffer: Buffer,
    options?: { readonly decodeStrings?: boolean; readonly validateEntrySizes?: boolean },
  ): Promise<ZipFile>;
  export function getFileNameLowLevel(
    generalPurposeBitFlag: number,
    fileName: Buffer,
    extraFields: readonly { readonly id: number; readonly data: Buffer }[],
    strictFileNames: boolean,
  ): string;
}

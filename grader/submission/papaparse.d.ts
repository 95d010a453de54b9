/** The part of Papa Parse that roster.ts uses: the package carries no types. */
declare module "papaparse" {
  interface Row {
    readonly data: readonly string[];
    readonly errors: readonly { readonly code: string }[];
    /** Where the row ends, in characters. */
    readonly meta: { readonly cursor: number };
  }

  const papa: {
    parse(
      text: string,
      options: {
        readonly delimiter: string;
        readonly step: (row: Row) => void;
      },
    ): void;
  };
  export = papa;
}

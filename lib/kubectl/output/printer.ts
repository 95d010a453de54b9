/**
 * What prints an object: the value of `createPrinter` and `createViewer` (index.ts). A printer remembers what it printed: YAML
 * puts `---` before the second object. Models cli-runtime/pkg/printers ResourcePrinter.
 */

/** Any object as the API has it or as it was built for it; also a `List`. */
export interface Printable {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata?:
    | {
        readonly name?: string | undefined;
        readonly namespace?: string | undefined;
        readonly resourceVersion?: string | undefined;
      }
    | undefined;
  /** The objects of a `List`. */
  readonly items?: readonly Printable[] | undefined;
}

/** @returns the text with its line end. */
export type Printer = (object: Printable) => string;

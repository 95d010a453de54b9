/**
 * How verbs print an object that they made or changed. `output/index.ts` exports
 *
 *     createPrinter(invocation, operation): Promise<Printer>
 *
 * which reads `-o`, `--template` and `--show-managed-fields` (the flags of `printFlags`, ../flag-sets.ts). Without `-o` it
 * prints `TYPE/NAME OPERATION` (`deployment.apps/http-go scaled`), with `-o name` only `TYPE/NAME`, else the object.
 * A printer remembers what it printed: YAML puts `---` before the second object.
 *
 * Models cli-runtime/pkg/genericclioptions PrintFlags.
 */
import type { Invocation } from "../verb.ts";

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

/**
 * @param operation what was done, with its dry-run mark: `created`, `created (dry run)`, `created (server dry run)`
 * @throws KubectlError for an unknown format: `unable to match a printer suitable for the output format "x", allowed formats are: ...`
 */
export type CreatePrinter = (invocation: Invocation, operation: string) => Promise<Printer>;

/** From a verb's arguments and flags to the words of one command line. */
import fc, { type Arbitrary } from "fast-check";
import { everywhere, mistakes, type Words } from "./flags.ts";

export interface Phrase {
  /** `get`, `create deployment`, with what keeps the call from waiting: `delete --wait=false`. */
  readonly verb: string;
  readonly args: Arbitrary<Words>;
  /** Those that the verb is little without: nearly always there. */
  readonly usual?: readonly Arbitrary<Words>[];
  readonly flags: readonly Arbitrary<Words>[];
  /** A command behind `--`. */
  readonly end?: Arbitrary<Words>;
}

const FLAGS_MAX = 3;

export function wordsOf({ verb, args, usual = [], flags, end = fc.constant([]) }: Phrase): Arbitrary<Words> {
  const mostly = (each: Arbitrary<Words>): Arbitrary<Words> =>
    fc.oneof({ weight: 12, arbitrary: each }, { weight: 1, arbitrary: fc.constant<Words>([]) });
  const flag = fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...flags) },
    { weight: 4, arbitrary: everywhere },
    { weight: 1, arbitrary: mistakes },
  );
  return fc
    .record({
      ahead: fc.oneof(
        { weight: 25, arbitrary: fc.constant<Words>([]) },
        { weight: 1, arbitrary: everywhere },
      ),
      args,
      usual: fc.tuple(...usual.map(mostly)),
      more: fc.array(flag, { maxLength: FLAGS_MAX }),
      places: fc.array(fc.nat(FLAGS_MAX), {
        minLength: FLAGS_MAX + usual.length,
        maxLength: FLAGS_MAX + usual.length,
      }),
      end,
    })
    .map((line) => [
      ...line.ahead,
      ...verb.split(" "),
      ...mixed(line.args, [...line.usual, ...line.more], line.places),
      ...line.end,
    ]);
}

/** Flags may stand before, between and behind the arguments. */
function mixed(args: Words, flags: readonly Words[], places: readonly number[]): Words {
  const before = (place: number): string[] =>
    flags.flatMap((flag, at) => (Math.min(places[at] ?? 0, args.length) === place ? flag : []));
  return [...args.flatMap((arg, place) => [...before(place), arg]), ...before(args.length)];
}

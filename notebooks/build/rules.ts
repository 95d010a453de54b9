/** What a source must keep and its schema cannot say: names are given once, and what names something names what is there. */
import { cellIds } from "./notebook.ts";
import type { Position } from "./positions.ts";
import type { Item, PredictItem, Source, SourceFault } from "./source.ts";

/** Of an item and its index in the source: the place of a fault, as `cells[3].id`, and its sentence. */
type Fault = readonly [at: string, message: string];

/** @param source that keeps its schema */
export function brokenRules(source: Source, positionOf: (at: string) => Position): SourceFault[] {
  const faults = [
    ...repeatedIds(source, positionOf),
    ...sectionFaults(source),
    ...source.cells.flatMap((item, index) => ("predict" in item ? answerFaults(item, index) : [])),
    ...revealFaults(source),
  ];
  return faults.map(([at, message]) => ({ ...positionOf(at), message }));
}

function repeatedIds({ cells }: Source, positionOf: (at: string) => Position): Fault[] {
  const lines = new Map<string, number>();
  return cells.flatMap((item, index) => {
    const at = `cells[${index}].id`;
    return cellIds(item).flatMap((id): Fault[] => {
      const first = lines.get(id);
      if (first === undefined) lines.set(id, positionOf(at).line);
      return first === undefined
        ? []
        : [[at, `the cell in line ${first} is called ${id} too: give this one a name of its own`]];
    });
  });
}

function sectionFaults({ cells }: Source): Fault[] {
  let begun = 0;
  return cells.flatMap(({ section, state }, index): Fault[] => {
    if (section === undefined && state === undefined) return [];
    if (section === undefined)
      return [[`cells[${index}].state`, 'a state belongs to a section: name it, as in `section: "2"`']];
    if (state === undefined)
      return [
        [
          `cells[${index}].section`,
          `section ${section} has no \`state: |\`: write how a new cluster gets here`,
        ],
      ];
    begun++;
    return section === String(begun)
      ? []
      : [[`cells[${index}].section`, `sections are counted from 1 in order: this one is "${begun}"`]];
  });
}

function answerFaults({ predict: { choices, answer } }: PredictItem, index: number): Fault[] {
  const letters = Object.keys(choices);
  return letters.includes(answer)
    ? []
    : [
        [
          `cells[${index}].predict.answer`,
          `the answer is ${answer}, and the choices are ${letters.join(", ")}`,
        ],
      ];
}

function revealFaults({ cells }: Source): Fault[] {
  const asked = new Set<string>();
  const revealed = new Set(cells.flatMap(reveals));
  return cells.flatMap((item, index): Fault[] => {
    if ("predict" in item) {
      asked.add(item.id);
      return revealed.has(item.id)
        ? []
        : [[`cells[${index}].id`, `no cell says \`reveal("${item.id}")\`: end the experiment with it`]];
    }
    return reveals(item)
      .filter((id) => !asked.has(id))
      .map((id) => [
        `cells[${index}].code`,
        `\`reveal("${id}")\`: no question before this cell is called ${id}`,
      ]);
  });
}

/** The questions that the cell answers. */
function reveals(item: Item): string[] {
  return "code" in item ? [...item.code.matchAll(/\breveal\("([^"]*)"\)/g)].map(([, id]) => id ?? "") : [];
}

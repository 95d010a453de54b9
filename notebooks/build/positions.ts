/** Where the values of a YAML text stand, by the places that a schema fault names: `cells[3].en`. */
import { EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";

/** Both from 1, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** @param text YAML that js-yaml can load. @returns the position of a place; of what is around it when it is not there. */
export function positionsIn(text: string): (at: string) => Position {
  const offsets = offsetsIn(text);
  return (at) => {
    let place = at;
    while (place !== "" && !offsets.has(place)) place = place.replace(/(^|\.)[^.[]*$|\[\d+\]$/, "");
    return positionOf(text, offsets.get(place) ?? 0);
  };
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A member of a mapping stands where its name does. js-yaml closes what it opened with a POP event. */
function offsetsIn(text: string): ReadonlyMap<string, number> {
  const events = parseEvents(text, {}).values();
  const next = (): Event => events.next().value as Event;
  const offsets = new Map<string, number>();
  const visit = (event: Event, at: string): void => {
    if (event.type === EVENT_ID.SEQUENCE) {
      for (let item = next(), index = 0; item.type !== EVENT_ID.POP; item = next(), index++) {
        offsets.set(`${at}[${index}]`, startOf(item));
        visit(item, `${at}[${index}]`);
      }
    } else if (event.type === EVENT_ID.MAPPING) {
      for (let key = next(); key.type !== EVENT_ID.POP; key = next()) {
        const name = key.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : "";
        const place = at === "" ? name : `${at}.${name}`;
        offsets.set(place, startOf(key));
        visit(next(), place);
      }
    }
  };
  next(); // the document
  visit(next(), "");
  return offsets;
}

function startOf(event: Event): number {
  if ("start" in event) return event.start;
  return event.type === EVENT_ID.SCALAR ? event.valueStart : 0;
}

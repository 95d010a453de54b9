/** Which person of the roster the name of a folder or a file says. Only what names exactly one person is believed. */
import type { LmsName } from "./lms.ts";
import type { Person } from "./roster.ts";

export type Meant = { readonly person: Person } | { readonly people: readonly Person[] };

/** The keys of a person, the surest first: of each kind one that says the person alone is enough. */
const KINDS: readonly ((person: Person) => readonly (string | undefined)[])[] = [
  ({ id }) => [id],
  ({ email }) => [email],
  ({ name }) => [name],
  ({ name }) => namesWithoutBlanks(name),
  ({ email }) => [email?.split("@")[0]],
];

/**
 * @param stem the name without its suffix. @param lms what a learning platform put into it.
 * @returns the one person, or those that it may mean.
 */
export function personNamed(people: readonly Person[], stem: string, lms: LmsName | undefined): Meant {
  const names = lms === undefined ? [stem] : [lms.number, lms.name, lms.name.split("-").slice(1).join("-")];
  for (const kind of KINDS) {
    const found = peopleWith(people, kind, names);
    if (found.length > 0) return meant(found);
  }
  // `20240001_김민수`, `hw1 kim@example.com`: a part of the name, which must be an id or an address as a whole.
  const parts = stem.split(/[\s_()[\],]+/).filter((part) => part !== "");
  return meant(peopleWith(people, ({ id, email }) => [id, email], parts));
}

function meant(found: readonly Person[]): Meant {
  const [first] = found;
  return first !== undefined && found.length === 1 ? { person: first } : { people: found };
}

function peopleWith(
  people: readonly Person[],
  kind: (person: Person) => readonly (string | undefined)[],
  names: readonly string[],
): readonly Person[] {
  const wanted = new Set(names.map(folded).filter((name) => name !== ""));
  return people.filter((person) => kind(person).some((key) => key !== undefined && wanted.has(folded(key))));
}

/** Canvas writes `kimminsu` for "Kim, Minsu" and for "Minsu Kim". */
function namesWithoutBlanks(name: string | undefined): readonly string[] {
  const words = (name ?? "")
    .split(/[\s,]+/)
    .map(lettersOf)
    .filter((word) => word !== "");
  return words.length < 2 ? words : [words.join(""), [...words.slice(-1), ...words.slice(0, -1)].join("")];
}

function lettersOf(word: string): string {
  return word.replace(/[^\p{L}\p{N}]/gu, "");
}

export function folded(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}

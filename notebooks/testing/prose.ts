/** What can be counted of a Markdown text: its words and sentences, as they are read aloud. */

/** What is read aloud: no markup, no code. */
function prose(markdown: string): string {
  return markdown
    .replaceAll(/```[\s\S]*?```|<[^>]*>|^\|[-| ]+\|$/gm, " ")
    .replaceAll(/[*#>|]|^\s*(?:-|\d+\.)\s/gm, " ");
}

export function wordsIn(markdown: string): number {
  return spokenWords(markdown).length;
}

function spokenWords(markdown: string): string[] {
  return prose(markdown)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** The sentences of a text; a heading, an item of a list and a cell of a table are one each. */
export function sentencesIn(markdown: string): string[] {
  const pieces = markdown.split(/\n{2,}|\n(?=\s*(?:-|\d+\.|#|\|)\s?)|<\/summary>|(?<=[.?!:])\**\s+| · | \| /);
  return pieces.map((piece) => prose(piece).trim()).filter((sentence) => wordsIn(sentence) > 0);
}

/** The school years that an English text asks for, by Flesch and Kincaid; names in backticks are not the text's own words. */
export function gradeOf(sentences: readonly string[]): number {
  const words = sentences.flatMap((sentence) => spokenWords(sentence.replaceAll(/`+[^`]*`+/g, " ")));
  const syllables = total(words.map(syllablesIn));
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/** Groups of vowels, without a silent e. */
function syllablesIn(word: string): number {
  return Math.max(
    1,
    word
      .toLowerCase()
      .replace(/(?<=[^l])e$/, "")
      .match(/[aeiouy]+/g)?.length ?? 1,
  );
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

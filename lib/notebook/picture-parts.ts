/** What pages outside of notebooks draw with, without the rest of the library: `service-bootcamp/picture-parts`. */
export { type AnswerRow, answerBars, answerChips } from "./pictures/answer-bars.ts";
export { FAILED, Letters, type Mark } from "./pictures/letters.ts";
export { fitted } from "./pictures/measure.ts";
export { text } from "./pictures/shapes.ts";

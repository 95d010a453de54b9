/** What made a gradebook what it is, oldest first; the number of a file is its place here. One that is released is never changed. */
import { first } from "./0001-first.ts";
import { predictions } from "./0002-predictions.ts";
import { retried } from "./0003-retried.ts";

export const migrations: readonly string[] = [first, predictions, retried];

/** The second half of `npm run bench`: the grader. */
import { bench } from "service-bootcamp/bench";
import { rows } from "./rows.ts";

await bench(rows, import.meta.url);

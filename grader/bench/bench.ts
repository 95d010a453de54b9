/** The grader's part of `npm run bench`. */
import { bench } from "service-bootcamp/bench";
import { rows } from "./rows.ts";

await bench(rows, import.meta.url);

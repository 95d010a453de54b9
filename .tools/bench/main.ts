/** What `npm run bench` runs: all rows, or those that the command line names. */
import { clusterRows } from "./cluster-rows.ts";
import { programRows } from "./program-rows.ts";
import { requestRows } from "./request-rows.ts";
import { servedRows } from "./served-rows.ts";
import { bench } from "./table.ts";

await bench({ ...clusterRows, ...requestRows, ...servedRows, ...programRows });

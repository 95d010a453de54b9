/** What `npm run bench` runs: all rows, those that the command line names, or with --peer the comparison. */
import { clusterRows } from "./cluster-rows.ts";
import { notebookRows } from "./notebook-rows.ts";
import { benchPeer } from "./peer.ts";
import { programRows } from "./program-rows.ts";
import { requestRows } from "./request-rows.ts";
import { servedRows } from "./served-rows.ts";
import { bench } from "./table.ts";

const args = process.argv.slice(2);
if (args[0] === "--peer") await benchPeer(args);
else await bench({ ...clusterRows, ...requestRows, ...servedRows, ...programRows, ...notebookRows });

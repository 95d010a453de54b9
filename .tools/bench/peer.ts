/** `npm run bench -- --peer`: this product beside webernetes, in one table. */
import { type Contestant, ours, webernetes } from "./contestants.ts";
import { BETTER_IS_MORE, measuredAlone, printConditions, quick, rounded, type Unit } from "./table.ts";
import { installWebernetes, PEER, PeerMissing } from "./webernetes.ts";

const contestants: Readonly<Record<string, Contestant>> = { ours, webernetes };

interface PeerRow {
  readonly title: string;
  readonly unit: Unit;
}

/** By what is done in one process, its rows in the order of the numbers. */
const rowsOf: Readonly<Record<keyof Contestant, readonly PeerRow[]>> = {
  coldRead: [{ title: "import, a cluster, and a first read of the API, cold", unit: "ms CPU" }],
  hundredPods: [
    { title: "100 Pods + Service until all are endpoints", unit: "s CPU" },
    { title: "the first 2,000 requests from a Pod by Service name, 100 endpoints", unit: "a CPU second" },
  ],
  threeHundredPods: [
    { title: "300 Pods + Service until all are endpoints", unit: "s CPU" },
    { title: "most memory of that process", unit: "MB" },
  ],
};
const PROCESSES = 5;

/** @param args `--peer`, and in a process that measures what it does and who. */
export async function benchPeer([, task, name]: readonly string[]): Promise<void> {
  if (task !== undefined && name !== undefined) {
    process.stdout.write(JSON.stringify(await contestants[name]?.[task as keyof Contestant]()));
    // Clusters that run in real time go on for ever.
    process.exit();
  }
  try {
    await installWebernetes();
  } catch (error) {
    if (!(error instanceof PeerMissing)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  printConditions(`each program in processes of its own, ${PROCESSES} of each in turns`);
  console.log(`| what | ${PEER} | ours | times better |\n| --- | ---: | ---: | ---: |`);
  for (const [task, rows] of Object.entries(rowsOf)) printRows(rows, runs(task));
}

/** In turns, so that what else the machine does meets both. @returns by name, the numbers of each process. */
function runs(task: string): Readonly<Record<string, readonly (readonly number[])[]>> {
  const found: Record<string, (readonly number[])[]> = {};
  for (let at = 0; at < PROCESSES; at++)
    for (const name of Object.keys(contestants)) {
      const numbers = measuredAlone<readonly number[]>(["--peer", task, name]);
      found[name] = [...(found[name] ?? []), numbers];
    }
  return found;
}

function printRows(
  rows: readonly PeerRow[],
  found: Readonly<Record<string, readonly (readonly number[])[]>>,
): void {
  for (const [at, { title, unit }] of rows.entries()) {
    const sign = BETTER_IS_MORE.includes(unit) ? -1 : 1;
    const [mine = 0, theirs = 0] = ["ours", "webernetes"].map(
      (name) => sign * quick((found[name] ?? []).map((numbers) => sign * (numbers[at] as number))),
    );
    const times = sign < 0 ? mine / theirs : theirs / mine;
    console.log(
      `| ${title} | ${rounded(theirs)} ${unit} | ${rounded(mine)} ${unit} | ${times.toPrecision(2)} |`,
    );
  }
}

/** What `npm run bench` measures of requests through a ClusterIP by name: how many a second of processor time. */
import { shopWithClient } from "./shops.ts";
import { cpuOf, type Measurement, quick, type Rows } from "./table.ts";

export const requestRows: Rows = {
  "requests-first": {
    title: "the first 20,000 requests, one cluster.request after the other",
    unit: "a CPU second",
    target: 160_000,
    processes: 5,
    measure: () => requests(0),
  },
  requests: {
    title: "the same after 100,000",
    unit: "a CPU second",
    target: 650_000,
    processes: 3,
    measure: () => requests(5),
  },
  traffic: {
    title: "requests in one cluster.traffic, after 100,000",
    unit: "a CPU second",
    target: 1_500_000,
    measure: traffic,
  },
};

const COUNT = 20_000;

async function requests(roundsBefore: number): Promise<Measurement> {
  const cluster = await shopWithClient();
  const send = async (): Promise<void> => {
    for (let at = 0; at < COUNT; at++) await cluster.request({ from: "pod/client", url: "http://web" });
  };
  for (let round = 0; round < roundsBefore; round++) await send();
  return { value: (COUNT / (await cpuOf(send))) * 1000, note: "5 endpoints" };
}

async function traffic(): Promise<Measurement> {
  const cluster = await shopWithClient();
  const count = 100_000;
  const send = () => cluster.traffic({ from: "pod/client", to: "web", count });
  await send();
  const times = [await cpuOf(send), await cpuOf(send), await cpuOf(send)];
  return { value: (count / quick(times)) * 1000, note: "5 endpoints" };
}

import { type CheckContext, check, type Route } from "service-bootcamp-grader";

const SITE = "http://dice";
const PODS = 5;
const REQUESTS = 30;
const RUNS = 3;
/** A check may be wrong once in a million times. */
const RATE = 1e-6;
const OFFERED = [5, 10, 30, 75, 300];

/** Who answered so many requests, in their order, in the cluster as the learner found it. */
async function answered(route: Route): Promise<readonly string[]> {
  const order: string[] = [];
  for (let sent = 0; sent < REQUESTS; sent++) order.push((await route.request()).server?.uid ?? "nobody");
  return order;
}

function sharesOf(order: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const uid of order) counts.set(uid, (counts.get(uid) ?? 0) + 1);
  return JSON.stringify([...counts].sort());
}

/** The letter of the first question that is true of these runs. */
function lettersOf(runs: readonly (readonly string[])[]): {
  readonly shares: string;
  readonly twice: string;
} {
  const [first = [], ...others] = runs;
  const servers = new Set(first).size;
  const even = runs.every((order) =>
    [...new Set(order)].every((uid) => order.filter((each) => each === uid).length === REQUESTS / servers),
  );
  const same = others.every((order) => sharesOf(order) === sharesOf(first));
  const repeats = runs.some((order) => order.some((uid, at) => at > 0 && uid === order[at - 1]));
  return {
    shares: servers === 1 ? "c" : even ? "a" : same ? "d" : "b",
    twice: repeats ? "b" : "a",
  };
}

/** How likely it is at most that the letters say something else than what happens. */
function chanceOfOtherLetters(): number {
  return chanceOfSameShares() + (1 - 1 / PODS) ** (RUNS * (REQUESTS - 1));
}

/** That each run gives the Pods the same shares: the probability of shares, to the power of the runs, over all shares. */
function chanceOfSameShares(): number {
  const perShares = (pods: number, left: number): number => {
    if (pods === 1) return (1 / factorial(left)) ** RUNS;
    let sum = 0;
    for (let share = 0; share <= left; share++)
      sum += (1 / factorial(share)) ** RUNS * perShares(pods - 1, left - share);
    return sum;
  };
  return (factorial(REQUESTS) / PODS ** REQUESTS) ** RUNS * perShares(PODS, REQUESTS);
}

const factorial = (number: number): number => (number < 2 ? 1 : number * factorial(number - 1));

/** How many Pods stood behind the Service at the start. */
async function podCount({ atStart }: CheckContext): Promise<number> {
  const { podsBehind, service } = await atStart();
  return podsBehind(service("dice")).length;
}

/** That so many requests meet as many different Pods, of 100 tries. */
function differentOf100(pods: number): number {
  let probability = 1;
  for (let met = 1; met < pods; met++) probability *= (pods - met) / pods;
  return 100 * probability;
}

export const checks = [
  check(
    "observed",
    {
      title: {
        ko: "질문 1과 2: 이 클러스터에서 일어나는 일과 같고, 다섯 파드가 그대로 있습니다",
        en: "Questions 1 and 2 say what happens in this cluster, and its five Pods are as they were",
      },
      points: 5,
      hint: {
        ko: "클라이언트 파드에서 요청 30개를 보내고 누가 몇 번 응답했는지 세는 일을 세 번 되풀이해 보세요. 몫이 매번 같은가요? 같은 이름이 이어서 나오나요?",
        en: "From a client Pod send 30 requests and count who answered, three times over. Are the shares the same each time? Does one name come twice in a row?",
      },
    },
    async ({ atStart, service, staysSo, answer, byChance, part, expect }) => {
      await staysSo("30m", () => expect(service("dice")).to.have.endpoints(PODS));
      const route = (await (await atStart()).client("thrower")).to(SITE);
      const runs: (readonly string[])[] = [];
      for (let run = 0; run < RUNS; run++) runs.push(await answered(route));
      byChance(chanceOfOtherLetters());
      const { shares, twice } = lettersOf(runs);
      await part(3, () => expect(answer("shares")).to.be.theAnswer(shares));
      await part(2, () => expect(answer("twice")).to.be.theAnswer(twice));
    },
  ),
  check(
    "computed",
    {
      title: {
        ko: "질문 3과 4: 파드의 수에서 계산한 것과 같습니다",
        en: "Questions 3 and 4 say what follows from the number of Pods",
      },
      points: 5,
      hint: {
        ko: "파드 하나를 n번 동안 한 번도 만나지 못할 확률은 4/5를 n번 곱한 값입니다. 다섯 파드 가운데 하나라도 못 만날 확률은 그 다섯 배를 넘지 않습니다",
        en: "That one Pod is never met in n requests has the probability 4/5 to the power n; that any of the five is not met is at most five times that",
      },
    },
    async (context) => {
      const { answer, part, expect } = context;
      const pods = await podCount(context);
      const chances = { a: 100, b: 50, c: 20, d: 4 };
      const distance = (chance: number) => Math.abs(chance - differentOf100(pods));
      const [five = ""] =
        Object.entries(chances).sort(([, some], [, other]) => distance(some) - distance(other))[0] ?? [];
      const enough = OFFERED.find((requests) => pods * (1 - 1 / pods) ** requests <= RATE);
      await part(2, () => expect(answer("five")).to.be.theAnswer(five));
      await part(3, () => expect(answer("requests")).to.be.theAnswer(enough ?? 0));
    },
  ),
];

import { type CheckContext, check } from "service-bootcamp-grader";

const NAME = "shop";
const SITE = `http://${NAME}`;
/** Of some 5,000: what the short moment costs in which an ended Pod is still on the list. */
const FEW = 50;

interface Update {
  readonly version: string;
  readonly startSeconds: string;
  /** As long as three Pods need one after the other, each with its start, a probe in between and its end. */
  readonly takes: string;
  readonly every: string;
  readonly lostMax: number;
}

/** Updates the Pods under load, and wants new ones afterwards. */
async function update(
  { service, client, podsBehind, updatePods, expect }: CheckContext,
  { version, startSeconds, takes, every, lostMax }: Update,
): Promise<void> {
  const route = (await client("visitor")).to(SITE);
  const uids = () => podsBehind(service(NAME)).map(({ metadata }) => metadata.uid);
  const before = uids();
  const change = { annotations: { version }, env: { START_SECONDS: startSeconds } };
  await expect(route).to.loseAtMost(lostMax, {
    of: takes,
    every,
    while: () => updatePods(service(NAME), change),
  });
  expect(uids()).not.to.include.oneOf(before);
  await expect(service(NAME)).to.have.endpoints({ atLeast: 2 });
}

const why = {
  ko: "파드 템플릿을 바꾼 지 몇 분이 지났는데도 옛 파드가 남아 있습니다",
  en: "some minutes after the Pod template was changed, old Pods were still there",
};
const hint = {
  ko: "새 버전은 파드 템플릿을 바꾸는 것만으로 나갈 수 있어야 합니다. kubectl rollout status와 kubectl get pods를 보세요",
  en: "A new version has to go out by a change of the Pod template alone. See kubectl rollout status and kubectl get pods",
};

export const checks = [
  check(
    "most-requests",
    {
      title: {
        ko: "새 버전이 나가는 동안 거의 모든 요청이 응답을 받습니다(100개 중 잃은 것이 1개 이하)",
        en: "While a new version goes out, nearly all requests are answered (at most 1 of 100 is lost)",
      },
      points: 4,
      why,
      hint,
    },
    (context) =>
      update(context, { version: "2", startSeconds: "8", takes: "4m", every: "50ms", lostMax: FEW }),
  ),
  check(
    "every-request",
    {
      title: {
        ko: "그다음 버전이 나갈 때는 요청을 하나도 잃지 않습니다",
        en: "When the version after that goes out, not one request is lost",
      },
      points: 4,
      dependsOn: ["most-requests"],
      why,
      hint,
    },
    (context) => update(context, { version: "3", startSeconds: "9", takes: "2m", every: "10ms", lostMax: 0 }),
  ),
  check(
    "slower-version",
    {
      title: {
        ko: "30분 뒤, 시작이 훨씬 느린 버전이 나가도 하나도 잃지 않습니다",
        en: "Half an hour later a version that starts far more slowly loses none either",
      },
      points: 2,
      dependsOn: ["every-request"],
      why,
      hint,
    },
    async (context) => {
      const { service, staysSo, expect } = context;
      await staysSo("30m", () => expect(service(NAME)).to.have.endpoints({ atLeast: 2 }));
      await update(context, { version: "4", startSeconds: "35", takes: "4m", every: "50ms", lostMax: 0 });
    },
  ),
];

import { deployments, type Reply } from "service-bootcamp";
import { type CheckContext, check } from "service-bootcamp-grader";

/** The words of answer.yaml. */
const WORDS: Partial<Record<NonNullable<Reply["error"]>["code"], string>> = {
  ENOTFOUND: "unknown",
  ECONNREFUSED: "refused",
  ETIMEDOUT: "silent",
};

const missing = (name: string) => ({
  why: { ko: `디플로이먼트 ${name}이(가) 없습니다`, en: `there is no Deployment ${name}` },
  hint: {
    ko: "디플로이먼트는 그대로 두고, 서비스가 셀렉터로 그 파드를 고르게 하세요",
    en: "Keep the Deployments, and let a Service select their Pods",
  },
});

/** Its own Pods answer, all of them, also when they are new, and more. */
const answers =
  (name: string) =>
  async ({ client, staysSo, scale, rollOut, expect }: CheckContext): Promise<void> => {
    const route = (await client("caller")).to(`http://${name}`);
    await staysSo("30m", () => expect(route).to.be.reachable());
    expect(await scale(deployments, name, 3)).to.equal(true);
    await rollOut(name);
    await expect(route).to.be.roundRobin(3);
  };

export const checks = [
  check(
    "named",
    {
      title: {
        ko: "answer.yaml에 세 실패가 바르게 적혀 있습니다",
        en: "answer.yaml names the three failures",
      },
      points: 4,
      hint: {
        ko: "고치기 전의 클러스터에서 클라이언트 파드로 다시 불러 보세요(bootcamp shell --before). 오류가 바로 나왔나요, 3초 뒤에 나왔나요? 이름을 찾지 못했나요?",
        en: "Call each once more from a client Pod, before anything is mended (bootcamp shell --before). Did the error come at once, or after 3 seconds? Was the name known?",
      },
    },
    async ({ atStart, answer, part, expect }) => {
      const { client } = await atStart();
      const caller = await client("caller");
      const points = { maps: 1, mail: 2, music: 1 };
      for (const [name, worth] of Object.entries(points)) {
        const { error } = await caller.to(`http://${name}`).request();
        const word = error && WORDS[error.code];
        if (word === undefined) throw new Error(`http://${name} did not fail as it should at the start`);
        await part(worth, () => expect(answer(name)).to.be.theAnswer(word));
      }
    },
  ),
  check(
    "maps-answers",
    {
      title: { ko: "http://maps에서 maps의 파드가 응답합니다", en: "At http://maps the Pods of maps answer" },
      points: 2,
      ...missing("maps"),
    },
    answers("maps"),
  ),
  check(
    "mail-answers",
    {
      title: { ko: "http://mail에서 mail의 파드가 응답합니다", en: "At http://mail the Pods of mail answer" },
      points: 2,
      ...missing("mail"),
    },
    answers("mail"),
  ),
  check(
    "music-answers",
    {
      title: {
        ko: "http://music에서 music의 파드가 응답합니다",
        en: "At http://music the Pods of music answer",
      },
      points: 2,
      ...missing("music"),
    },
    answers("music"),
  ),
];

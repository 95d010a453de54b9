import { endpointSlices, endpoints, SERVICE_NAME_LABEL } from "service-bootcamp";
import { check } from "service-bootcamp-grader";

const NAME = "orders";
const SITE = `http://${NAME}`;
const HOSTS = ["198.51.100.21", "198.51.100.22"];

const mirrored = {
  ko: "v1 Endpoints를 지워 보니 서비스 orders의 목록이 비었습니다. 지금 있는 슬라이스는 컨트롤러가 Endpoints를 베낀 것뿐입니다",
  en: "once the v1 Endpoints were deleted, the list of Service orders was empty: the only slice there is one that a controller copied from them",
};

export const checks = [
  check(
    "slices-alone",
    {
      title: {
        ko: "v1 Endpoints가 없어도 두 호스트가 번갈아 응답합니다",
        en: "Without v1 Endpoints the two hosts answer in turn",
      },
      points: 7,
      hint: {
        ko: "kubectl get endpointslices에서 여러분이 만든 것과 컨트롤러가 v1 Endpoints를 보고 만든 것을 구별해 보세요. Endpoints를 지우면 컨트롤러가 만든 것은 함께 사라집니다",
        en: "In kubectl get endpointslices tell yours from the one that a controller made from the v1 Endpoints: that one goes when the Endpoints go",
      },
    },
    async ({ cluster, client, staysSo, because, expect }) => {
      const route = (await client("visitor")).to(SITE);
      const old = cluster.api.find(endpoints, "default", NAME);
      if (old !== undefined) cluster.api.delete(endpoints, "default", NAME);
      await cluster.settle();
      const labelSelector = `${SERVICE_NAME_LABEL}=${NAME}`;
      const own = cluster.api.list(endpointSlices, { namespace: "default", labelSelector }).items;
      try {
        if (old !== undefined) await because(mirrored, () => void expect(own).not.to.have.lengthOf(0));
        await staysSo("30m", () => expect(route).to.alternateBetween(HOSTS));
      } finally {
        // The next checks find what the learner left; a selector lets a controller write the list anew.
        const { name, labels } = old?.metadata ?? { name: NAME };
        if (old !== undefined && cluster.api.find(endpoints, "default", NAME) === undefined)
          cluster.api.create(endpoints, "default", {
            metadata: { name, ...(labels === undefined ? {} : { labels }) },
            ...(old.subsets === undefined ? {} : { subsets: old.subsets }),
          });
        await cluster.settle();
      }
    },
  ),
  check(
    "old-list-gone",
    {
      title: { ko: "v1 Endpoints 오브젝트가 없습니다", en: "There is no v1 Endpoints object any more" },
      points: 1,
      dependsOn: ["slices-alone"],
      why: {
        ko: "v1 Endpoints 오브젝트 orders가 아직 있습니다",
        en: "the v1 Endpoints object orders is still there",
      },
      hint: {
        ko: "목록이 두 개이면 다음 사람이 어느 것을 고쳐야 할지 모릅니다. 새 목록이 통하는 것을 본 다음 옛 목록을 지우세요",
        en: "With two lists the next person does not know which one to edit. Once the new one works, delete the old one",
      },
    },
    async ({ cluster, expect }) => {
      expect(cluster.api.find(endpoints, "default", NAME)).to.equal(undefined);
    },
  ),
  check(
    "same-service",
    {
      title: { ko: "서비스는 처음 그대로입니다", en: "The Service is the one of the beginning" },
      points: 2,
      dependsOn: ["slices-alone"],
      why: {
        ko: "서비스 orders를 지우고 다시 만들었거나 그 명세를 바꾸었습니다",
        en: "the Service orders was deleted and made anew, or its spec was changed",
      },
      hint: {
        ko: "목록을 옮기는 데 서비스는 건드릴 필요가 없습니다. 서비스가 사라진 동안에는 아무도 응답을 받지 못합니다",
        en: "The list moves without touching the Service. While a Service is gone, nobody gets an answer",
      },
    },
    async ({ service, serviceBefore, expect }) => {
      const [now, before] = [service(NAME).object, serviceBefore(NAME)];
      expect(now?.metadata.uid).to.equal(before?.metadata.uid);
      expect(now?.spec).to.deep.equal(before?.spec);
    },
  ),
];

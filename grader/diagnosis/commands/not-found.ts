/** A command that names an object which is not there. */
import type { Cluster } from "service-bootcamp";
import { isNear, listed } from "../words.ts";
import { kindOfResource, koreanKind } from "./kinds.ts";
import type { Reading } from "./message.ts";

export const notFound: Reading = ({ text, cluster }) => {
  const [, resource = "", name = ""] = /([a-z]+(?:\.[a-z0-9.]+)?) "([^"]+)" not found/.exec(text) ?? [];
  const kind = kindOfResource(cluster, resource);
  if (kind === undefined) return undefined;
  const others = namesOf(cluster, resource, name);
  const there =
    others === "" ? { en: "", ko: "" } : { en: ` (there are: ${others})`, ko: `(있는 것: ${others})` };
  return {
    en: `A command asked for ${kind.kind} ${name}, and there was none of this name${there.en}`,
    ko: `명령이 가리킨 ${koreanKind(kind.kind)} ${name}이(가) 없었습니다${there.ko}`,
  };
};

/** Those that there are now, similar names first; with their namespace where it is not the usual one. */
function namesOf(cluster: Cluster, resource: string, wanted: string): string {
  const kind = kindOfResource(cluster, resource);
  if (kind === undefined) return "";
  const all = cluster.api
    .list(kind)
    .items.map(({ metadata }) => metadata)
    .filter(({ namespace, name }) => namespace !== "kube-system" && name !== "kubernetes");
  const near = all.filter(({ name }) => name === wanted || isNear(name, wanted));
  return listed(
    (near.length > 0 ? near : all).map(({ namespace = "default", name }) =>
      namespace === "default" || namespace === "" ? name : `${name} (-n ${namespace})`,
    ),
  );
}

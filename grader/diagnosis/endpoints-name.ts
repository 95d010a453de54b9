/** Endpoints that belong to no Service, because their name is another one. */
import { endpoints, services } from "service-bootcamp";
import type { Diagnosis } from "./diagnosis.ts";
import { writtenSlices } from "./written-slices.ts";

export const endpointsName: Diagnosis = (given) => {
  const { cluster, namespace, name } = given.subject;
  if (writtenSlices(given)?.length !== 0) return undefined;
  const stray = cluster.api
    .list(endpoints)
    .items.find(
      ({ metadata }) =>
        (metadata.name === name && metadata.namespace !== namespace) ||
        (metadata.namespace === namespace &&
          cluster.api.find(services, namespace, metadata.name) === undefined),
    );
  if (stray === undefined) return undefined;
  const { metadata } = stray;
  if (metadata.name === name)
    return {
      en: `Endpoints ${name} are in namespace ${metadata.namespace}, and Service ${name} is in ${namespace}: they belong together only in one namespace`,
      ko: `Endpoints ${name}은(는) ${metadata.namespace} 네임스페이스에 있고 서비스 ${name}은(는) ${namespace} 네임스페이스에 있습니다. 같은 네임스페이스에 있어야 합니다`,
    };
  return {
    en: `Endpoints ${metadata.name} belong to no Service, because Endpoints belong to the Service of the same name: here it is ${name}`,
    ko: `Endpoints ${metadata.name}은(는) 어느 서비스에도 딸리지 않습니다. Endpoints의 이름은 서비스의 이름 ${name}과(와) 같아야 합니다`,
  };
};

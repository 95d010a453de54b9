/**
 * The environment variables that tell a container of the Services that were there before it. Models
 * pkg/kubelet/envvars. All containers of a namespace that start between two changes share them, and they are made when first read.
 */
import type { Api } from "../api/api.ts";
import { Informer, indexByNamespace } from "../api/informer.ts";
import { type Service, services } from "../api/kinds/service.ts";
import type { Environment } from "./environment.ts";

const API_NAMESPACE = "default";
const API_NAME = "kubernetes";

export class ServiceEnvironment {
  readonly #services: Informer<Service>;
  readonly #byNamespace = new Map<string, () => Environment>();

  constructor(api: Api) {
    this.#services = new Informer(api, services).indexBy(indexByNamespace);
    this.#services.onEvent(() => this.#byNamespace.clear());
  }

  /**
   * @param hasLinks the Pod's `enableServiceLinks`: without it only the API's own Service is there.
   * @returns what tells of the Services that are there now, whenever it is called.
   */
  of(namespace: string, hasLinks: boolean): () => Environment {
    const key = hasLinks ? namespace : "";
    let environment = this.#byNamespace.get(key);
    if (environment === undefined) {
      const found = this.#servicesOf(key);
      let made: Environment | undefined;
      environment = () => {
        made ??= Object.assign({}, ...found.map(variablesOf)) as Environment;
        return made;
      };
      this.#byNamespace.set(key, environment);
    }
    return environment;
  }

  /** By name. */
  #servicesOf(namespace: string): readonly Service[] {
    const seen = new Map<string, Service>();
    const api = this.#services.get(API_NAMESPACE, API_NAME);
    if (api !== undefined) seen.set(API_NAME, api);
    for (const service of namespace === "" ? [] : this.#services.byIndex(indexByNamespace, namespace))
      seen.set(service.metadata.name, service);
    const names = [...seen.keys()].sort();
    return names.map((name) => seen.get(name) as Service);
  }
}

function variablesOf({ metadata, spec }: Service): Record<string, string> {
  const { clusterIP = "", ports = [] } = spec;
  const first = ports[0];
  if (clusterIP === "" || clusterIP === "None" || spec.type === "ExternalName" || first === undefined)
    return {};
  const prefix = variableName(metadata.name);
  const variables: Record<string, string> = {
    [`${prefix}_SERVICE_HOST`]: clusterIP,
    [`${prefix}_SERVICE_PORT`]: String(first.port),
  };
  for (const { name, port } of ports)
    if (name !== undefined && name !== "")
      variables[`${prefix}_SERVICE_PORT_${variableName(name)}`] = String(port);
  variables[`${prefix}_PORT`] = urlOf(first.protocol, clusterIP, first.port);
  for (const { port, protocol } of ports) {
    const each = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
    variables[each] = urlOf(protocol, clusterIP, port);
    variables[`${each}_PROTO`] = protocol.toLowerCase();
    variables[`${each}_PORT`] = String(port);
    variables[`${each}_ADDR`] = clusterIP;
  }
  return variables;
}

function urlOf(protocol: string, ip: string, port: number): string {
  return `${protocol.toLowerCase()}://${ip}:${port}`;
}

function variableName(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}

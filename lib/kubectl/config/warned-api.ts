/** The API as a client hears it: every answer about a deprecated resource says so, whatever else it says. Models endpoints/installer.go. */
import type { Api } from "../../api/api.ts";
import type { AnyKind } from "../../api/kind.ts";

/** @param warn is called before each request on a deprecated kind is answered, or refused. */
export function warnedApi(api: Api, warn: (text: string) => void): Api {
  const told = <K extends AnyKind>(kind: K): K => {
    if (kind.deprecation !== undefined) warn(kind.deprecation);
    return kind;
  };
  return {
    kinds: api.kinds,
    pods: api.pods,
    get: (kind, namespace, name) => api.get(told(kind), namespace, name),
    find: (kind, namespace, name) => api.find(told(kind), namespace, name),
    list: (kind, options) => api.list(told(kind), options),
    create: (kind, namespace, object, options) => api.create(told(kind), namespace, object, options),
    update: (kind, object, options) => api.update(told(kind), object, options),
    patch: (kind, namespace, name, patch, options) => api.patch(told(kind), namespace, name, patch, options),
    delete: (kind, namespace, name, options) => api.delete(told(kind), namespace, name, options),
    watch: (kind, options, onEvent) => api.watch(told(kind), options, onEvent),
    getScale: (kind, namespace, name) => api.getScale(kind, namespace, name),
    updateScale: (kind, scale, options) => api.updateScale(kind, scale, options),
    patchScale: (kind, namespace, name, patch, options) =>
      api.patchScale(kind, namespace, name, patch, options),
  };
}

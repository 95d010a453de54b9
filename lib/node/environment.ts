/** The variables of a container: layers, of which those that tell of Services are shared by all containers of a namespace. */

export type Environment = Readonly<Record<string, string>>;

/**
 * One environment of several: a later one replaces what the earlier ones say. Nothing is put together before somebody looks
 * at it, for a thousand Services give each container seven thousand variables, of which it may read one.
 */
export function layered(...layers: readonly (() => Environment)[]): Environment {
  const whole = (): Environment => Object.assign({}, ...layers.map((layer) => layer()));
  const layerWith = (name: string | symbol): Environment | undefined => {
    for (let at = layers.length - 1; at >= 0; at--) {
      const layer = (layers[at] as () => Environment)();
      if (Object.hasOwn(layer, name)) return layer;
    }
    return undefined;
  };
  return new Proxy<Environment>(
    {},
    {
      has: (_, name) => layerWith(name) !== undefined,
      get: (_, name) => layerWith(name)?.[name as string],
      ownKeys: () => Object.keys(whole()),
      getOwnPropertyDescriptor: (_, name) => {
        const layer = layerWith(name);
        return layer && { value: layer[name as string], enumerable: true, configurable: true };
      },
    },
  );
}

/** Image names as people write them and as the container runtime completes them. Models distribution/reference. */

export interface ImageReference {
  /** Complete, without tag: `docker.io/library/busybox`. */
  readonly repository: string;
  readonly tag: string;
  /** Complete with tag, as status shows it: `docker.io/library/busybox:latest`. */
  readonly name: string;
}

/** Registries that serve what another one holds, and names that registries had before. */
const MIRRORS: readonly (readonly [prefix: string, origin: string])[] = [
  ["index.docker.io/", "docker.io/"],
  ["registry-1.docker.io/", "docker.io/"],
  ["registry.hub.docker.com/", "docker.io/"],
  ["mirror.gcr.io/", "docker.io/"],
  ["public.ecr.aws/docker/", "docker.io/"],
  ["docker.m.daocloud.io/", "docker.io/"],
  ["gcr.io/kubernetes-e2e-test-images/", "registry.k8s.io/e2e-test-images/"],
  ["gcr.io/google-containers/", "registry.k8s.io/"],
  ["gcr.io/google_containers/", "registry.k8s.io/"],
  ["registry.aliyuncs.com/google_containers/", "registry.k8s.io/"],
  ["registry.cn-hangzhou.aliyuncs.com/google_containers/", "registry.k8s.io/"],
  ["k8s.gcr.io/", "registry.k8s.io/"],
];

const DOMAIN = /^(?:localhost|[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+|[a-zA-Z0-9.-]+:\d+)$/;
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** @returns undefined when the text is no image name. */
export function parseImageReference(text: string): ImageReference | undefined {
  const [named = "", digest] = text.split("@");
  if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) return undefined;
  const slash = named.lastIndexOf("/");
  const colon = named.indexOf(":", slash + 1);
  const repository = completed(colon < 0 ? named : named.slice(0, colon));
  const tag = colon < 0 ? "latest" : named.slice(colon + 1);
  if (repository === undefined || !TAG.test(tag)) return undefined;
  return { repository, tag, name: `${repository}:${tag}` };
}

/** `busybox` -> `docker.io/library/busybox`, `gasbugs/http-go` -> `docker.io/gasbugs/http-go`. */
function completed(written: string): string | undefined {
  const slash = written.indexOf("/");
  const first = slash < 0 ? "" : written.slice(0, slash);
  const [domain, path] = DOMAIN.test(first) ? [first, written.slice(slash + 1)] : ["docker.io", written];
  if (!PATH.test(path)) return undefined;
  return domain === "docker.io" && !path.includes("/") ? `docker.io/library/${path}` : `${domain}/${path}`;
}

/** Where the image of a repository comes from: `mirror.gcr.io/library/nginx` -> `docker.io/library/nginx`. */
export function originOf(repository: string): string {
  const mirror = MIRRORS.find(([prefix]) => repository.startsWith(prefix));
  if (mirror === undefined) return repository;
  const [prefix, origin] = mirror;
  return completed(`${origin}${repository.slice(prefix.length)}`) ?? repository;
}

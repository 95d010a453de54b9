/** The registry: every image that a cluster can pull. To add one, write its file and a line here. */
import { Random } from "../sim/random.ts";
import { agnhostImage } from "./agnhost.ts";
import { alpine } from "./alpine.ts";
import { busybox, busyboxPlus } from "./busybox.ts";
import { corednsImage } from "./coredns.ts";
import { crash } from "./crash.ts";
import { curl } from "./curl.ts";
import { debian, ubuntu } from "./debian.ts";
import { ealenEchoServer } from "./ealen-echo-server.ts";
import { hashicorpHttpEcho } from "./hashicorp-http-echo.ts";
import { helloApp } from "./hello-app.ts";
import { httpGo } from "./http-go.ts";
import { httpbinImages } from "./httpbin.ts";
import { httpdImage } from "./httpd.ts";
import type { Image } from "./image.ts";
import { type ImageReference, originOf, parseImageReference } from "./image-reference.ts";
import { jessieDnsutils } from "./jessie-dnsutils.ts";
import { jmallocEchoServerImages } from "./jmalloc-echo-server.ts";
import { kubeProxyImage } from "./kube-proxy.ts";
import { kubernetesBootcampImages } from "./kubernetes-bootcamp.ts";
import { kubernetesEchoserver } from "./kubernetes-echoserver.ts";
import { mendhakHttpHttpsEcho } from "./mendhak-http-https-echo.ts";
import { netshoot } from "./netshoot.ts";
import { nginxHttps, nginxImage } from "./nginx.ts";
import { nginxHello } from "./nginx-hello.ts";
import { nodeHello } from "./node-hello.ts";
import { pause } from "./pause.ts";
import { podinfoImage } from "./podinfo.ts";
import { pythonImage } from "./python.ts";
import { missingRepositoryText, missingTagText, nearestImage, realWorldOf } from "./real-registries.ts";
import { redis } from "./redis.ts";
import { serveHostnameImage } from "./serve-hostname.ts";
import { slowStart } from "./slow-start.ts";
import { whoamiImage } from "./whoami.ts";

export const images: readonly Image[] = [
  ...[
    httpGo,
    nginxImage,
    nginxHttps,
    httpdImage,
    hashicorpHttpEcho,
    agnhostImage,
    whoamiImage,
    helloApp,
    ...kubernetesBootcampImages,
    ...jmallocEchoServerImages,
    kubernetesEchoserver,
    ...[serveHostnameImage, podinfoImage, ealenEchoServer, mendhakHttpHttpsEcho, nodeHello, nginxHello],
    ...httpbinImages,
    redis,
    pythonImage,
  ],
  ...[busybox, busyboxPlus, curl, alpine, netshoot, debian, ubuntu, jessieDnsutils, pause],
  ...[corednsImage, kubeProxyImage],
  ...[crash, slowStart],
];

/** What a node gets when it asks for an image. */
export type Found =
  | { readonly image: Image; readonly reference: ImageReference; readonly imageID: string }
  | { readonly missing: "repository" | "tag"; readonly reference: ImageReference; readonly why: string }
  | { readonly missing: "name" };

export interface ImageRegistry {
  find(name: string): Found;
  /** Adds an image, or replaces the one of the same repository. @throws Error for a repository that is no image name. */
  define(image: Image): void;
}

/** @param extra images of one cluster besides the built-in ones. */
export function createImageRegistry(extra: readonly Image[] = []): ImageRegistry {
  const byOrigin = new Map<string, Image>();
  const answers = new Map<string, Found>();
  const define = (image: Image): void => {
    for (const name of [image.repository, ...(image.aliases ?? [])]) {
      const reference = parseImageReference(name);
      if (reference === undefined)
        throw new Error(`"${name}" is no image name: write it in lower case, such as example/web`);
      byOrigin.set(originOf(reference.repository), image);
    }
    answers.clear();
  };
  for (const image of [...images, ...extra]) define(image);
  const look = (name: string): Found => {
    const reference = parseImageReference(name);
    if (reference === undefined) return { missing: "name" };
    const image = byOrigin.get(originOf(reference.repository));
    if (image === undefined) return missingRepository(reference, [...byOrigin.values()]);
    if (!hasTag(image, reference.tag)) return { missing: "tag", reference, why: missingTagText(reference) };
    return {
      image: { ...image, ...image.variant?.(reference.tag) },
      reference,
      imageID: `${reference.repository}@sha256:${new Random(reference.name).hex(64)}`,
    };
  };
  const find = (name: string): Found => {
    const answer = answers.get(name) ?? look(name);
    answers.set(name, answer);
    return answer;
  };
  return { find, define };
}

function hasTag({ tags }: Image, tag: string): boolean {
  return tags.some((known) => (typeof known === "string" ? known === tag : known.test(tag)));
}

function missingRepository(reference: ImageReference, known: readonly Image[]): Found {
  const origin = originOf(reference.repository);
  const nearest = nearestImage(
    origin,
    known.map(({ repository }) => repository),
  );
  const why = missingRepositoryText(reference, { world: realWorldOf(origin), nearest });
  return { missing: "repository", reference, why };
}

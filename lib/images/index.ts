/** The registry: every image that a cluster can pull. To add one, write its file and a line here. */
import { Random } from "../sim/random.ts";
import { agnhostImage } from "./agnhost.ts";
import { alpine } from "./alpine.ts";
import { busybox } from "./busybox.ts";
import { crash } from "./crash.ts";
import { curl } from "./curl.ts";
import { hashicorpHttpEcho } from "./hashicorp-http-echo.ts";
import { helloAppImages } from "./hello-app.ts";
import { httpGo } from "./http-go.ts";
import { httpdImage } from "./httpd.ts";
import type { Image } from "./image.ts";
import { type ImageReference, parseImageReference } from "./image-reference.ts";
import { jmallocEchoServerImages } from "./jmalloc-echo-server.ts";
import { kubernetesBootcampImages } from "./kubernetes-bootcamp.ts";
import { kubernetesEchoserverImages } from "./kubernetes-echoserver.ts";
import { netshoot } from "./netshoot.ts";
import { nginxImage } from "./nginx.ts";
import { pause } from "./pause.ts";
import { slowStart } from "./slow-start.ts";
import { whoamiImage } from "./whoami.ts";

export const images: readonly Image[] = [
  ...[
    httpGo,
    nginxImage,
    httpdImage,
    hashicorpHttpEcho,
    agnhostImage,
    whoamiImage,
    ...helloAppImages,
    ...kubernetesBootcampImages,
    ...jmallocEchoServerImages,
    ...kubernetesEchoserverImages,
  ],
  ...[busybox, curl, alpine, netshoot, pause],
  ...[crash, slowStart],
];

/** What a node gets when it asks for an image. */
export type Found =
  | { readonly image: Image; readonly reference: ImageReference; readonly imageID: string }
  | { readonly missing: "repository" | "tag"; readonly reference: ImageReference }
  | { readonly missing: "name" };

export interface ImageRegistry {
  find(name: string): Found;
  /** Adds an image, or replaces the one of the same repository. @throws Error for a repository that is no image name. */
  define(image: Image): void;
}

/** @param extra images of one cluster besides the built-in ones. */
export function createImageRegistry(extra: readonly Image[] = []): ImageRegistry {
  const byRepository = new Map<string, Image>();
  const answers = new Map<string, Found>();
  const define = (image: Image): void => {
    const reference = parseImageReference(image.repository);
    if (reference === undefined)
      throw new Error(`"${image.repository}" is no image name: write it in lower case, such as example/web`);
    byRepository.set(reference.repository, image);
    answers.clear();
  };
  for (const image of [...images, ...extra]) define(image);
  const look = (name: string): Found => {
    const reference = parseImageReference(name);
    if (reference === undefined) return { missing: "name" };
    const image = byRepository.get(reference.repository);
    if (image === undefined) return { missing: "repository", reference };
    if (!image.tags.includes(reference.tag)) return { missing: "tag", reference };
    return {
      image,
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

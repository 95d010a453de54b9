/** `kubectl set`: the sub-verbs that change one thing of an object. Leaves out resources, serviceaccount and subject. */
import type { Verb } from "../verb.ts";
import { setEnv } from "./set-env.ts";
import { setImage } from "./set-image.ts";
import { setSelector } from "./set-selector.ts";

export const set: Verb = {
  name: "set",
  short: "Set specific features on objects",
  long: "Change the image, the environment or the selector of objects that exist.",
  usage: "kubectl set SUBCOMMAND",
  flags: [],
  subverbs: [setEnv, setImage, setSelector],
  unmodelledSubverbs: ["resources", "serviceaccount", "subject"],
};

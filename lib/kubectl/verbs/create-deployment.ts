/** `kubectl create deployment`. */
import { deployments } from "../../api/kinds/deployment.ts";
import { intFlag, sliceFlag } from "../command-line/flag-sets.ts";
import { type Invocation, KubectlError } from "../verb.ts";
import { createVerb } from "../writing/create-verb.ts";

export const createDeployment = createVerb({
  name: "deployment",
  aliases: ["deploy"],
  kind: deployments,
  hasAppLabel: true,
  failure: "failed to create deployment: ",
  short: "Create a deployment with the specified name",
  usage: "kubectl create deployment NAME --image=image -- [COMMAND] [args...]",
  examples: `# Three Pods that answer on port 8080
kubectl create deployment web --image=gasbugs/http-go:v1 --replicas=3 --port=8080

# One Pod that runs another command than its image's own
kubectl create deployment sleeper --image=busybox -- sleep 3600`,
  flags: [
    sliceFlag("image", "Image to run; several make a Pod of several containers.", { required: true }),
    intFlag("port", "-1", "Port that the first container names as its own.", { type: "int32" }),
    intFlag("replicas", "1", "How many Pods.", { short: "r", type: "int32" }),
  ],
  build,
});

function build({ flags, args, dash }: Invocation, name: string): object {
  const images = flags.list("image");
  const command = dash === undefined ? [] : args.slice(dash);
  if (images.length > 1 && command.length > 0)
    throw new KubectlError("cannot specify multiple --image options and command");
  const labels = { app: name };
  const port = flags.int("port");
  const containers = images.map((image, at) => ({
    name: containerName(image),
    image,
    ...(command.length === 0 ? {} : { command }),
    ...(at === 0 && port >= 0 ? { ports: [{ containerPort: port }] } : {}),
    resources: {},
  }));
  return {
    spec: {
      replicas: flags.int("replicas"),
      selector: { matchLabels: labels },
      template: { metadata: { creationTimestamp: null, labels }, spec: { containers } },
      strategy: {},
    },
    status: {},
  };
}

/** The image's last part without tag and digest. */
function containerName(image: string): string {
  const last = image.slice(image.lastIndexOf("/") + 1);
  const name = last.split(/[:@]/)[0] ?? "";
  return /[_.]/.test(name) ? `${name.replaceAll(/[_.]/g, "-")}-${suffix(name)}` : name;
}

const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** The real one draws five letters; here they follow from the name, so that the same command makes the same object. */
function suffix(name: string): string {
  let state = 7;
  return Array.from({ length: 5 }, () => {
    for (const letter of name) state = (state * 31 + letter.charCodeAt(0)) % 1_000_003;
    return LETTERS[state % LETTERS.length];
  }).join("");
}

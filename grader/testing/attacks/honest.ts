/** Five learners who do what was asked. Whatever is in the class beside them, they get what they would get alone. */
import { notebookOf } from "../scratch-folder.ts";
import { zipOf } from "../zip-of.ts";
import { AFFINITY, type Attack, fileOf, folderOf, OUTSIDE, RIGHT, SCALE } from "./attack.ts";

const OUTSIDE_HOSTS = `apiVersion: v1
kind: Service
metadata: {name: my-service}
spec: {ports: [{port: 80, targetPort: 80}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: my-service}
subsets:
  - addresses: [{ip: 223.130.195.200}, {ip: 199.201.110.204}]
    ports: [{port: 80}]
`;
const all = {
  [`${SCALE}/commands.sh`]: RIGHT[SCALE],
  [`${AFFINITY}/commands.sh`]: RIGHT[AFFINITY],
  [`${OUTSIDE}/my-service.yaml`]: OUTSIDE_HOSTS,
};

export const honest: readonly Attack[] = [
  { entry: "ahn", what: "a folder", make: folderOf(all), outcomes: [10, 10, 10] },
  {
    entry: "hwang.zip",
    what: "a zip",
    make: fileOf(zipOf(Object.entries(all).map(([name, text]) => ({ name, text })))),
    outcomes: [10, 10, 10],
  },
  {
    entry: "moon.ipynb",
    what: "a notebook",
    make: fileOf(
      notebookOf(
        `const one = await exercise("${SCALE}");\nawait one.sh\`${RIGHT[SCALE].trim()}\`;`,
        `// exercise: ${AFFINITY}\nawait sh\`${RIGHT[AFFINITY].trim()}\`;`,
      ),
    ),
    outcomes: [10, 10, "-"],
  },
  {
    entry: "정하늘",
    what: "half of it, with a Hangul name",
    make: folderOf({ [`${SCALE}/commands.sh`]: RIGHT[SCALE] }),
    outcomes: [10, "-", "-"],
  },
  {
    entry: "yoon",
    what: "a mistake, with a reason and a hint",
    make: folderOf({ [`${SCALE}/commands.sh`]: "kubectl scale deploy http-go --replicas=4\n" }),
    outcomes: [0, "-", "-"],
    reads: ["has 4 ready endpoints", "spec.replicas 4"],
  },
];

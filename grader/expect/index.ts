/** chai with the questions of this folder. A new question is a file here and a line below. */
import { expect as chaiExpect, use } from "chai";
import { alternateBetween } from "./alternate-between.ts";
import { calledFrom } from "./called-from.ts";
import { clusterIP } from "./cluster-ip.ts";
import { endpoints } from "./endpoints.ts";
import { forgotten } from "./forgotten.ts";
import { loseAtMost } from "./lose-at-most.ts";
import { meet } from "./meet.ts";
import { reachable } from "./reachable.ts";
import { roundRobin } from "./round-robin.ts";
import { spread } from "./spread.ts";
import { sticky } from "./sticky.ts";
import { theAnswer } from "./the-answer.ts";

for (const plugin of [
  alternateBetween,
  calledFrom,
  clusterIP,
  endpoints,
  forgotten,
  loseAtMost,
  meet,
  reachable,
  roundRobin,
  spread,
  sticky,
  theAnswer,
])
  use(plugin);

/** chai's `expect`, which also asks questions about clusters: `await expect(service("web")).to.have.endpoints(5)`. */
export const expect: Chai.ExpectStatic = chaiExpect;

/** Every endpoint is equally likely for every connection, without memory. */
import type { Random } from "../../sim/random.ts";
import type { Endpoint } from "../service-endpoints.ts";
import type { Balancer } from "./proxy-mode.ts";

export function createRandomBalancer(random: Random): Balancer {
  return (_frontend, endpoints) => endpoints[random.int(endpoints.length)] as Endpoint;
}

/** The hosts outside that every cluster comes with: the two of the study note. */
import type { OutsideHosts } from "../outside.ts";
import { malwareTrafficAnalysis } from "./malware-traffic-analysis.ts";
import { naver } from "./naver.ts";

const shipped = [naver, malwareTrafficAnalysis];

export function mockShippedHosts(outside: OutsideHosts): void {
  for (const { address, host } of shipped) outside.mock(address, host);
}

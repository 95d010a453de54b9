/** Cluster IPs and node ports of Services. Models pkg/registry/core/service/{storage,ipallocator,portallocator}. */
import type { Random } from "../sim/random.ts";
import type { Allocators, RuleContext } from "./kind.ts";
import type { Service } from "./kinds/service.ts";
import type { Mutable } from "./schema.ts";

export function createAllocators(_random: Random): Allocators {
  throw new Error("not yet");
}

export function allocateServiceAddresses(_service: Mutable<Service>, _old: Service | undefined, _context: RuleContext): () => void {
  return () => {};
}

export function releaseServiceAddresses(_service: Service, _allocators: Allocators): void {}

/** Simulated time at the pace of the host's wall clock, which kubectl counts ages by, while a listener is open. */
import type { Loop } from "../sim/loop.ts";

const TICK_MS = 20;
/** Simulated time between two looks at what clients ask, while there is much to catch up with. */
const CATCH_UP_STEP_MS = 5_000;
/** A host that slept for longer is not caught up with (catchUpMax): the rest never happened. */
const CATCH_UP_MAX_MS = 24 * 3_600_000;

interface HostClock {
  listeners: number;
  readonly stop: () => void;
}

const clocks = new WeakMap<Loop, HostClock>();

/** Several listeners of one cluster share the clock. @returns what ends it, when no other listener needs it. */
export function followHostClock(loop: Loop): () => void {
  const clock = clocks.get(loop) ?? { listeners: 0, stop: start(loop) };
  clocks.set(loop, clock);
  clock.listeners++;
  return () => {
    clock.listeners--;
    if (clock.listeners > 0) return;
    clocks.delete(loop);
    clock.stop();
  };
}

/**
 * What a host missed while it slept or was busy is caught up step by step, as fast as it can, and clients are answered
 * in between. A wall clock that is set back moves nothing.
 */
function start(loop: Loop): () => void {
  let followed = Date.now();
  let busy = false;
  let isOpen = true;
  const catchUp = async (): Promise<void> => {
    const now = Date.now();
    followed = Math.min(Math.max(followed, now - CATCH_UP_MAX_MS), now);
    while (isOpen && followed < now) {
      const step = Math.min(now - followed, CATCH_UP_STEP_MS);
      followed += step;
      await loop.advance(step);
      if (followed < now) await new Promise(setImmediate);
    }
  };
  loop.realTime = true;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    try {
      await catchUp();
    } finally {
      busy = false;
    }
  }, TICK_MS);
  return () => {
    isOpen = false;
    clearInterval(timer);
    loop.realTime = false;
  };
}

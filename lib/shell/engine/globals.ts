/** What the patched source of just-bash finds under these names: our hooks, and another clock than the host's. */
export { onStop } from "../../sim/stop.ts";
export { expandedArithmetic, subscriptWord, unexpandedArithmetic } from "./arithmetic.ts";
export { trace, watchScript } from "./interpreter.ts";
export { lentContext } from "./lent-context.ts";
export { byBytes } from "./order.ts";
export { isPlainPath, plainWord } from "./plain.ts";
export { inputDescriptor, openedDevice, readable, refusedRedirection, toDevice } from "./redirections.ts";
export {
  SimulatedDate as Date,
  simulatedIntl as Intl,
  simulatedMath as Math,
  simulatedPerformance as performance,
} from "./simulated-time.ts";

export { Loop } from "./sim/loop.ts";

/** The process of a proof as it is built. */
import { startBundle } from "../bundle.ts";

startBundle();

/** What check.ts of an exercise imports. */
export { type Check, type CheckOptions, check, type Visibility } from "./check/check.ts";
export type { CheckContext, Client, Route, ServiceSubject } from "./check/context.ts";
export type { Text } from "./text.ts";

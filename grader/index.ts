/** The door of the grader, for exercises and notebooks. */
export { type Check, type CheckOptions, check, type Visibility } from "./check/check.ts";
export type { CheckContext, Client, Route, ServiceSubject } from "./check/context.ts";
export type { Text } from "./text.ts";

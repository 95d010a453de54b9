/** The door of the grader, for exercises and notebooks. */
export { type Check, type CheckOptions, check, type Visibility } from "./judge/check.ts";
export type { CheckContext, Client, Route, ServiceSubject } from "./judge/context.ts";
export type { Text } from "./text.ts";

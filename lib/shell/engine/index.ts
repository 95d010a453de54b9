/** The engine as the rest of the shell sees it: scripts, their files, their background jobs. */

export { type Job, type JobScript, JobTable, SIGNALS } from "./background-jobs.ts";
export { shellBudgets } from "./budgets.ts";
export { type BegunStatement, type EndedStatement, Engine } from "./engine.ts";
export { Files } from "./files.ts";
export { isComplete, isUnfinished } from "./incomplete-script.ts";
export type { Device, OpenDevice } from "./redirections.ts";
export {
  type FolderFile,
  type FolderFiles,
  type Mount,
  mountedAt,
  SharedFolder,
} from "./shared-folder.ts";
export { RefusedPathError, systemWords } from "./system-words.ts";
export { type Wording, wordErrors } from "./wording.ts";

/** What a shell that is forked takes over: variables, functions, options, the working directory. */

/** Of the engine's interpreter; its values are what `structuredClone` can copy, but for the functions. */
export type ShellState = Readonly<Record<string, unknown>>;

/** Syntax trees, which nobody changes. */
const SHARED = ["functions"];

const COPIED = `
  env arrays cwd previousDir lastExitCode lastArg lastBackgroundPid directoryStack options
  shoptOptions readonlyVars associativeArrays namerefs boundNamerefs invalidNamerefs integerVars
  lowercaseVars uppercaseVars exportedVars tempExportedVars localExportedVars declaredVars localScopes
  localArrayScopes localVarDepth localVarStack fullyUnsetLocals callDepth sourceDepth callLineStack
  funcNameStack sourceStack currentSource virtualPid
`
  .trim()
  .split(/\s+/);

export function forkedState(state: object): ShellState {
  const all = state as ShellState;
  const copy = (names: readonly string[], of: (value: unknown) => unknown) =>
    names.filter((name) => all[name] !== undefined).map((name) => [name, of(all[name])] as const);
  return Object.fromEntries([
    ...copy(COPIED, structuredClone),
    ...copy(SHARED, (functions) => new Map(functions as ReadonlyMap<string, unknown>)),
  ]);
}

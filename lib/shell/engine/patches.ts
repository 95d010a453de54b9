/**
 * What is changed in the source of just-bash before it runs, here and in the browser alike. The source is minified: names
 * of methods and fields are as its authors wrote them, all others differ from build to build, so a patch names none.
 */

export interface Patch {
  /** What it is for. */
  readonly why: string;
  readonly at: RegExp;
  /** How often it is there. Default 1. */
  readonly places?: number;
  /** Instead of what stands there. `%name%` is one of `names`. */
  readonly text: string;
  /** What the place needs of elsewhere, by a name of ours: how the source calls it is the first group, or the one called name. */
  readonly names?: Readonly<Record<string, RegExp>>;
}

const PARSER =
  /case"ArithmeticExpansion":\{let [\w$]+=[\w$]+\.expression\.originalText;.{0,200}?=new ([\w$]+),/;
const PARSE_ARITHMETIC = /parseArithmeticExpression\([\w$]+\)\{return ([\w$]+)\(this,/;
const EXPAND_WORD =
  /case"BraceExpansion":\{let [\w$]+=\[\];for\(let ([\w$]+) of [\w$]+\.items\).{0,400}?await (?<name>[\w$]+)\([\w$]+,\1\.word\)/;

export const patches: readonly Patch[] = [
  {
    why: "Output is seen when it is made: each interpreter is watched from its first script on.",
    at: /async executeScript\([\w$]+\)\{/,
    text: "$&watchScript(this);",
  },
  {
    why: "What `set -x` prints before a command comes before the command's output.",
    at: /await [\w$]+\(this\.ctx,[\w$]+,[\w$]+\)(?=;[\w$]+\.size>0&&\(this\.ctx\.state\.tempEnvBindings=)/,
    text: "trace(this,$&)",
  },
  {
    why: "A word with a pattern that matches no file is not split once more: it was quoted, or no variable.",
    at: /(let ([\w$]+)=[\w$]+\([\w$]+\);)if\(![\w$]+\(([\w$]+)\.state\.env\)\)\{let ([\w$]+)=[\w$]+\(\3\.state\.env\);return\{values:[\w$]+\(\2,\4,\3\.limits\.maxArrayElements\),quoted:!1\}\}(?=return\{values:\[\2\])/,
    places: 2,
    text: "$1",
  },
  {
    why: "An arithmetic expression is kept as text until the values in it are known.",
    at: /(function [\w$]+\(([\w$]+),([\w$]+))\)\{(let [\w$]+=[\w$]+\(\3\),\{expr:)/,
    text: "$1,isExpanded){if(!isExpanded){let kept=unexpandedArithmetic($2,$3);if(kept!==undefined)return kept}$4",
  },
  {
    why: "One that is not closed is an error.",
    at: /(parseArithmeticExpansion\(([\w$]+),[\w$]+\)\{let [\w$]+=[\w$]+\+3,([\w$]+)=1,.{0,400}?)(let [\w$]+=\2\.slice\()/,
    text: '$1if($3>0)this.error("unexpected EOF while looking for matching `)\'");$4',
  },
  {
    why: "Then its text is expanded, read and evaluated.",
    at: /(async function ([\w$]+)\(([\w$]+),([\w$]+),([\w$]+),([\w$]+)\)\{let [\w$]+=\([\w$]+,[\w$]+=\5\)=>\2\(\3,[\w$]+,[\w$]+,\6\);switch\(\4\.type\)\{)(?=case"ArithNumber":)/,
    text: '$1case"UnexpandedArithmetic":return await $2($3,%parse%(new %Parser%,expandedArithmetic($3,await %expandWord%($3,$4.word)),true).expression,$5,$6);',
    names: { Parser: PARSER, parse: PARSE_ARITHMETIC, expandWord: EXPAND_WORD },
  },
  {
    why: "The subscript of an element is expanded as any other word.",
    at: /(async function [\w$]+\(([\w$]+),([\w$]+)\)\{)(?=let [\w$]+=\3,[\w$]+=\3\.startsWith\('"'\)&&\3\.endsWith\('"'\))/,
    text: '$1if(!$3.startsWith("\'"))return await %expandWord%($2,subscriptWord(new %Parser%,$3));',
    names: { Parser: PARSER, expandWord: EXPAND_WORD },
  },
  {
    why: "`local -A counts` is a `declare` inside a function: of attributes the engine's `local` knows arrays alone.",
    at: /if\(([\w$]+)==="local"\)return ([\w$]+)\(([\w$]+),([\w$]+)\)/,
    text: 'if($1==="local")return $3.state.localScopes.length>0&&/^-\\w*[Ailrux]/.test($4[0]??"")?%declare%($3,$4):$2($3,$4)',
    names: { declare: /==="declare"\|\|[\w$]+==="typeset"\)return ([\w$]+)\(/ },
  },
  {
    why: "The engine has no jobs, and `wait` does nothing there: it is a program of ours.",
    at: /if\([\w$]+==="wait"\)return [\w$]+;/,
    text: "",
  },
  {
    why: "Its own curl is never used, for which a process would load Node's whole HTTP client.",
    at: /=globalThis\.Headers(?=,[\w$]+=globalThis\.Proxy)/,
    text: "=class{}",
  },
  {
    why: "Names of options in ASCII are in order without the collation of a language, which a process would load.",
    at: /\.sort\(\(([\w$]+),([\w$]+)\)=>\1\.name\.localeCompare\(\2\.name\)\)(?=;for\(let [\w$]+ of)/,
    text: ".sort(($1,$2)=>$1.name<$2.name?-1:1)",
  },
];

/** @throws Error when the source is not the release that the patches were made for. */
export function patched(source: string): string {
  return patches.reduce((text, { why, at, places = 1, text: template, names = {} }) => {
    const everywhere = new RegExp(at, "g");
    const found = text.match(everywhere)?.length ?? 0;
    if (found !== places)
      throw new Error(
        `this release of just-bash has ${found} places ${at} instead of ${places} (${why}): see lib/shell/engine/patches.ts`,
      );
    return text.replaceAll(everywhere, withNames(template, names, text));
  }, source);
}

/** @throws Error when the source does not tell how it calls something. */
function withNames(template: string, names: Readonly<Record<string, RegExp>>, source: string): string {
  return template.replaceAll(/%(\w+)%/g, (_, name: string) => {
    const match = names[name]?.exec(source);
    const found = match?.groups?.name ?? match?.[1];
    if (found === undefined)
      throw new Error(`this release of just-bash has no ${name}: see lib/shell/engine/patches.ts`);
    return found.replaceAll("$", "$$$$");
  });
}

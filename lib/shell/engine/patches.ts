/**
 * What is changed in the source of just-bash before it runs, here and in the browser alike. The source is minified: names
 * of methods and fields are as its authors wrote them, all others differ from build to build, so a patch names none.
 */

export interface Patch {
  /** What it is for. */
  readonly why: string;
  readonly at: RegExp;
  /** How often it is there; `some`: at least once, for not all builds have the same programs. Default 1. */
  readonly places?: number | "some";
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
    why: "A redirection may open a device; and what the shell says when it cannot open a path, here and below, is ours.",
    at: /(async function [\w$]+\(([\w$]+),([\w$]+),[\w$]+,[\w$]+,([\w$]+)=!0\)\{)(let [\w$]+=\2\.fs\.resolvePath\(\2\.state\.cwd,\3\),[\s\S]{0,600}?)catch\(([\w$]+)\)\{if\(!\4\)throw \6;return\{error:[\s\S]{0,80}?\}\}/,
    text: "$1let opened=await openedDevice($2,$3,true);if(opened)return opened;$5catch($6){return{error:refusedRedirection($2,$3,$6,true)}}",
  },
  {
    why: "So may one that reads and writes, or reads with a descriptor of its own.",
    at: /(async function [\w$]+\(([\w$]+),([\w$]+),([\w$]+)\)\{)(let ([\w$]+)=\2\.fs\.resolvePath\(\2\.state\.cwd,\3\);try\{let [\w$]+=await \2\.fs\.readFile\(\6\);[\s\S]{0,120}?\}catch)\{if\(!\4\)return\{error:[\s\S]{0,80}?,1\)\};(try\{return await \2\.fs\.writeFile\(\6,[\s\S]{0,100}?\}catch)\{return\{error:[\s\S]{0,80}?\}\}/,
    text: "$1let opened=await openedDevice($2,$3,$4);if(opened)return opened;$5(problem){if(!$4)return{error:refusedRedirection($2,$3,problem,false)};$7(problem){return{error:refusedRedirection($2,$3,problem,true)}}",
  },
  {
    why: "And one of the standard input.",
    at: /(else if\([\w$]+\.operator==="<"\)\{)(let [\w$]+=([\w$]+)\.fs\.resolvePath\(\3\.state\.cwd,([\w$]+)\);try\{([\w$]+)=await [\w$]+\(\3\.fs,[\w$]+\),([\w$]+)=-1,([\w$]+\([\w$]+,)\{kind:"input",content:\5\}\)\}catch)\{return ([\w$]+)\([^`]*`[^`]*`,1\),([\w$]+)\)\}\}/,
    text: '$1let opened=await openedDevice($3,$4,false);if(opened?.error)return $8(opened.error,$9);if(opened)$5="",$6=inputDescriptor($3,opened.entry),$7opened.entry);else{$2(problem){return $8(refusedRedirection($3,$4,problem,false),$9)}}}',
  },
  {
    why: "What is written to a descriptor may go to a device.",
    at: /(async function [\w$]+\(([\w$]+),[\w$]+,[\w$]+,([\w$]+),[\w$]+\)\{[\s\S]{0,200}?if\(([\w$]+)\.kind!=="readwrite"\)return!1;)/,
    text: "$1if(await toDevice($2,$4,$3))return!0;",
  },
  {
    why: "What is read from one may come from a device.",
    at: /(function [\w$]+\(([\w$]+),[\w$]+\)\{let ([\w$]+)=[\w$]+\(\2,[\w$]+\);if\(\3===void 0\)return\{error:"not-open"\};switch\(\3\.kind\)\{[\s\S]{0,60}?case"readwrite":return\{content:)\3\.content\.slice\(\3\.position\)/,
    text: "$1readable($2,$3)",
  },
  {
    why: "A redirection to a variable without a value is as ambiguous as one to several words.",
    at: /\.length>1\)(?=return\{error:`bash: \$\$\{)/,
    text: ".length!==1)",
  },
  {
    why: "`help` is bash's own.",
    at: /"just-bash shell builtins"/,
    text: '"GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)"',
  },
  {
    why: "Nor does the kernel name it.",
    at: /\(just-bash\) #1/,
    text: "(builder@kernel) #1",
  },
  {
    why: "Texts are in the order of their bytes, as in the locale C of all machines: in lists of files, too.",
    at: /([\w$]+(?:\[[\w$]+\]|\.\w+|\([\w$]+(?:\?\?"")?\))?)\.localeCompare\(([\w$]+(?:\[[\w$]+\]|\.\w+|\([\w$]+(?:\?\?"")?\))?)\)/,
    text: "byBytes($1,$2)",
    places: "some",
  },
  {
    why: "The engine has no jobs, and `wait` does nothing there: it is a program of ours.",
    at: /if\([\w$]+==="wait"\)return [\w$]+;/,
    text: "",
  },
  {
    why: "A command is lent its context as it is.",
    at: /(function [\w$]+\(([\w$]+),[\w$]+\)\{)(?=let [\w$]+=!0,[\w$]+=\2\.signal\?new AbortController:void 0,)/,
    text: "$1return lentContext($2);",
  },
  {
    why: "So are the budgets in it.",
    at: /executionScope:[\w$]+\.internalIsExtension\?[\w$]+\(([\w$]+)\.executionScope\):\1\.executionScope/,
    text: "executionScope:$1.executionScope",
  },
  {
    why: "A word without anything to expand is what it says: most are, and each would pass a dozen functions that wait for each other.",
    at: /(async function [\w$]+\(([\w$]+),([\w$]+),[\w$]+\)\{)(?=\2\.coverage\?\.hit\("bash:expansion:word_glob"\))/,
    text: "$1let plain=plainWord($3);if(plain)return plain;",
  },
  {
    why: "So is the name of a command.",
    at: /(async function [\w$]+\([\w$]+,[\w$]+\)\{let ([\w$]+)=[\w$]+\.parts,([\w$]+)=\2\.length;if\(\3===1\)\{)(?=let [\w$]+=await [\w$]+\([\w$]+,\2\[0\]\);return [\w$]+\([\w$]+,[\w$]+\.limits\.maxStringLength,"word expansion"\))/,
    text: '$1if($2[0].type==="Literal")return $2[0].value;',
  },
  {
    why: "A path that goes straight to its file is left as it is.",
    at: /(function [\w$]+\(([\w$]+)\)\{if\(!\2\|\|\2==="\/"\)return"\/";)(?=let ([\w$]+)=\2\.endsWith\("\/"\)&&\2!=="\/"\?\2\.slice\(0,-1\):\2;)/,
    text: "$1if(isPlainPath($2))return $2;",
    places: "some",
  },
  {
    why: "Which variables a command inherits is asked by few.",
    at: /([\w$]+)=([\w$]+)\(\);([\w$]+\.state\.fileDescriptors\?\?=new Map;let [\w$]+=\{fs:[\s\S]{0,1200}?)exportedEnv:\1,get stdin\(\)/,
    text: "$1;$3get exportedEnv(){return $1??=$2()},get stdin()",
  },
  {
    why: "A command that nobody can stop is not raced with a signal, and none with the host's clock: our signals have one listener for all.",
    at: /(async function [\w$]+\(([\w$]+),[\w$]+,[\w$]+,[\w$]+,[\w$]+,([\w$]+)\)\{)(let [\w$]+=[\w$]+\.remainingTimeMs\(\)\?\?[\s\S]{0,400}?)([\w$]+)=([\w$]+),\3\?\.addEventListener\("abort",\6,\{once:!0\}\),\3\?\.aborted&&\6\(\),[\w$]+=[\w$]+\(\(\)=>\{[\w$]+\(\),[\w$]+\(\{kind:"deadline"\}\)\},[\w$]+\)([\s\S]{0,600}?)\5&&\3\?\.removeEventListener\("abort",\5\)/,
    text: "$1if($3===void 0)return await $2();$4$5=onStop($3,$6),$3.aborted&&$6()$7$5?.()",
  },
  {
    why: "Its own curl is never used, for which a process would load Node's whole HTTP client.",
    at: /=globalThis\.Headers(?=,[\w$]+=globalThis\.Proxy)/,
    text: "=class{}",
  },
];

/** @throws Error when the source is not the release that the patches were made for. */
export function patched(source: string): string {
  return patches.reduce((text, { why, at, places = 1, text: template, names = {} }) => {
    const everywhere = new RegExp(at, "g");
    const found = text.match(everywhere)?.length ?? 0;
    if (places === "some" ? found === 0 : found !== places)
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

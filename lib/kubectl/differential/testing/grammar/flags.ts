/** Flags in all spellings that pflag takes, right and wrong. A flag is named as in the help pages: `output|o`. */
import fc, { type Arbitrary } from "fast-check";

/** Some words of a command line. */
export type Words = readonly string[];

/** So many right ones come to one wrong one, or a command line would seldom get as far as the server. */
const RIGHT = 7;

/** One of the first, and now and then one of the others. */
export function mostly(right: readonly string[], wrong: readonly string[]): Arbitrary<string> {
  if (right.length === 0 || wrong.length === 0) return fc.constantFrom(...right, ...wrong);
  return fc.oneof(
    { weight: RIGHT, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
}

/** A flag that needs a value. */
export function valued(
  names: string,
  right: readonly string[],
  wrong: readonly string[] = [],
): Arbitrary<Words> {
  const [long, short] = names.split("|");
  const ways = [(value: string) => [`--${long}=${value}`], (value: string) => [`--${long}`, value]];
  const shortWays = [
    (value: string) => [`-${short}`, value],
    (value: string) => [`-${short}${value}`],
    (value: string) => [`-${short}=${value}`],
  ];
  const way = fc.constantFrom(...ways, ...(short === undefined ? [] : shortWays));
  return fc.tuple(way, mostly(right, wrong)).map(([spell, value]) => spell(value));
}

/** A flag that stands alone, or has its value behind `=`. */
export function toggle(names: string): Arbitrary<Words> {
  const [long, short] = names.split("|");
  const alone = short === undefined ? [`--${long}`] : [`--${long}`, `-${short}`];
  return fc
    .tuple(fc.constantFrom(...alone), mostly(["", "", "", "=true", "=false", "=F"], ["=nope", "="]))
    .map(([word, equals]) => [`${word}${equals}`]);
}

/** Written exactly so, words with a space between: groups of shorthands, and what a verb alone has. */
export function exactly(...texts: string[]): Arbitrary<Words> {
  return fc.constantFrom(...texts.map(wordsIn));
}

/** The same, mostly one of the first. */
export function mostlyExactly(right: readonly string[], wrong: readonly string[]): Arbitrary<Words> {
  return mostly(right, wrong).map(wordsIn);
}

function wordsIn(text: string): Words {
  return text === "" ? [] : text.split(" ");
}

/** What pflag stumbles over, whatever the verb. */
export const mistakes = exactly(
  ...["--nope", "--nope=1", "-Z", "-oZ", "-Ao", "-nx=y", "--out=yaml", "--output", "--namespace", "-n", "-o"],
  ...["--", "-", "---output", "--=x", "-=", "--dry_run=client", "--show_labels"],
);

/** Templates that every printing verb reads. */
const templates = [
  ...[
    "jsonpath={.metadata.name}",
    "jsonpath={.items[*].metadata.name}",
    "jsonpath={.kind}/{.metadata.namespace}{'\\n'}",
    "jsonpath={.nope}",
  ],
  ...['jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}', "jsonpath={.items[0].spec}"],
  ...[
    "jsonpath-as-json={.metadata.labels}",
    "go-template={{.kind}}",
    "template={{.metadata.name}}",
    "go-template={{range .items}}{{.metadata.name}} {{end}}",
  ],
];
const wrongOutputs = [
  ...[
    "",
    "nope",
    "json ",
    "jsonpath={.items[7]}",
    "jsonpath={",
    "jsonpath",
    "jsonpath=",
    "jsonpath-file=nope.txt",
    "custom-columns=NAME",
    "custom-columns",
  ],
  ...[
    "custom-columns=NAME:.metadata.name",
    "custom-columns-file=columns.txt",
    "go-template={{.nope.nope}}",
    "go-template={{",
    "go-template",
    "wide",
  ],
];
const outputs = valued(
  "output|o",
  ["yaml", "json", "name", "yaml", "json", "name", "YAML", ...templates],
  wrongOutputs,
);
/** Not for verbs that make or set: they compare the number as a float, and fail. */
const FILTER = "jsonpath={.spec.ports[?(@.port==80)].name}";
export const getOutputs = valued(
  "output|o",
  [
    "wide",
    "wide",
    "wide",
    FILTER,
    "custom-columns=NAME:.metadata.name,PORTS:.spec.ports[*].port",
    "custom-columns-file=columns.txt",
    "custom-columns=KIND:.kind",
  ],
  wrongOutputs,
);

const template = valued("template", ["{{.kind}}", ""], ["{.kind}"]);
export const dryRun = fc.oneof(
  valued("dry-run", ["client", "server", "client", "server", "none"], ["nope", "", "true"]),
  exactly("--dry-run"),
);
export const validate = fc.oneof(
  valued("validate", ["true", "false", "strict", "warn", "ignore"], ["nope"]),
  exactly("--validate"),
);
export const fieldManager = valued("field-manager", ["me", ""]);
export const selector = valued(
  "selector|l",
  [
    "app=web",
    "app=web",
    "app!=web",
    "app in (web,store)",
    "app notin (web)",
    "app",
    "!app",
    "app=nope",
    "tier=front,app=web",
    "",
    "run=client",
    "app>1",
  ],
  [
    "app in web",
    "app==",
    "a=b=c",
    "=",
    "app in ()",
    "!app=web",
    "app=b d",
    "-x",
    "app>x",
    "app in (a b)",
    "app=b@",
  ],
);
export const fieldSelector = valued(
  "field-selector",
  ["metadata.name=web", "metadata.name!=web", "metadata.namespace=default", ""],
  ["nope=1", "spec.type=ClusterIP", "x", "status.phase=Running"],
);
export const all = toggle("all");
export const allNamespaces = toggle("all-namespaces|A");
export const ignoreNotFound = toggle("ignore-not-found");
export const filename = valued(
  "filename|f",
  ["world.yaml", "service.yaml", "new.yaml", "changed.yaml", "manifests", "service.yaml,new.yaml"],
  ["nope.yaml", "unknown-field.yaml", "broken.yaml", "mixed.yaml", "columns.txt", "-", "", "empty.yaml"],
);
export const recursive = toggle("recursive|R");
export const saveConfig = toggle("save-config");
export const subresource = valued("subresource", ["status", "scale"], ["nope"]);
export const overrides = valued(
  "overrides",
  [
    '{"metadata":{"labels":{"x":"y"}}}',
    '{"apiVersion":"v1","spec":{"hostNetwork":true}}',
    '{"metadata":{"annotations":{"x":"y"}}}',
  ],
  ['{"spec":{"nope":1}}', "{", "[]"],
);
export const overrideType = valued("override-type", ["merge", "strategic"], ["json", "nope"]);

/** `-o` and what goes with it. */
export const printing = [
  outputs,
  outputs,
  outputs,
  template,
  toggle("show-managed-fields"),
  toggle("allow-missing-template-keys"),
];

/** Flags of every verb. */
export const everywhere = fc.oneof(
  {
    weight: 6,
    arbitrary: valued("namespace|n", ["default", "default", "shop", ""], ["nope", "kube-system", "A_b"]),
  },
  { weight: 1, arbitrary: exactly("--context=bootcamp", "--cluster bootcamp", "--user=learner") },
  { weight: 1, arbitrary: valued("request-timeout", ["5s", "10", "0"]) },
  { weight: 1, arbitrary: toggle("warnings-as-errors") },
);

import { describe, expect, test } from "vitest";
import { hashAnswer } from "./same-answer.ts";

const exercise = { manifests: "apply", start: new Map([["given.yaml", "kind: Service\n"]]) } as const;
const hash = (files: Record<string, string>) => hashAnswer(exercise, new Map(Object.entries(files)));
const script = (text: string) => hash({ "commands.sh": text });
const manifest = (text: string) => hash({ "web.yaml": text });

const SCALE = "kubectl scale deployment web --replicas=5\n";
const PATCH = `kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'`;
const SERVICE = "kind: Service\nmetadata:\n  name: web\n";

describe("the same answer", () => {
  test.each([
    ["a remark above", `# Write your commands here.\n\n${SCALE}`],
    ["a remark below, and no end of line", `${SCALE}\n  # done`],
    ["blanks around", `  ${SCALE.trim()}\t\n\n`],
    ["as Windows saves it", `\uFEFF${SCALE.replaceAll("\n", "\r\n")}`],
  ])("commands with %s", (_, text) => {
    expect(script(text)).toBe(script(SCALE));
  });

  test.each([
    ["a remark below", `${SERVICE}# mine\n`],
    ["blank lines below", `${SERVICE}\n \n`],
    ["no end of line", SERVICE.trimEnd()],
    ["as Windows saves it", `\uFEFF${SERVICE.replaceAll("\n", "\r\n")}`],
  ])("a manifest with %s", (_, text) => {
    expect(manifest(text)).toBe(manifest(SERVICE));
    const applied = { "commands.sh": "kubectl apply -f web.yaml" };
    expect(hash({ ...applied, "web.yaml": text })).toBe(hash({ ...applied, "web.yaml": SERVICE }));
  });

  test("its files in another order, or in work/", () => {
    const files = { "a.yaml": SERVICE, "b.yaml": SERVICE };
    expect(hash({ "b.yaml": SERVICE, "a.yaml": SERVICE })).toBe(hash(files));
    expect(hash({ "work/a.yaml": SERVICE, "work/b.yaml": SERVICE })).toBe(hash(files));
  });
});

describe("another answer", () => {
  test.each([
    ["a quoted sign is no remark", `${PATCH} # x`, PATCH],
    [
      "a text of two lines",
      "kubectl create cm a --from-literal='x=\n# y'",
      "kubectl create cm a --from-literal='x='",
    ],
    ["a document in the script", `kubectl apply -f - <<EOF\n# a\nEOF`, "kubectl apply -f - <<EOF\nEOF"],
    ["a line's number in an error", `# a\nkubctl get svc`, "kubctl get svc"],
    ["a blank that is none for bash", `\u00a0${SCALE}`, SCALE],
    ["a carriage return alone", `${SCALE.trim()}\r`, SCALE],
    ["a line that goes on", `kubectl get \\\nsvc # a\n`, "kubectl get \\\nsvc\n"],
    ["a program that reads the script itself", `# a\nwc -l commands.sh`, "wc -l commands.sh"],
    [
      "a file that goes to the cluster as it is",
      "kubectl create cm a --from-file=commands.sh",
      "# a\nkubectl create cm a --from-file=commands.sh",
    ],
    [
      "a script that is read as a manifest",
      "kubectl apply -f commands.sh",
      "# a\nkubectl apply -f commands.sh",
    ],
    [
      "a file that is a template",
      "kubectl get svc -o go-template-file=commands.sh",
      "# a\nkubectl get svc -o go-template-file=commands.sh",
    ],
    ["a file that is copied", "kubectl cp commands.sh web:/x", "# a\nkubectl cp commands.sh web:/x"],
  ])("%s", (_, one, other) => {
    expect(script(one)).not.toBe(script(other));
  });

  test.each([
    ["a remark above, since lines are counted in errors", `# a\n${SERVICE}`, SERVICE],
    ["what cannot be read", `${SERVICE}  - [\n# a\n`, `${SERVICE}  - [\n`],
    ["a text that keeps blank lines at its end", `a: |+\n  x\n\n`, `a: |+\n  x\n`],
    ["a text whose last line does not end", `a: |\n  x\n`, `a: |\n  x`],
    ["a folded one, with a remark", `a: >2 # b\n  x\n`, `a: >2 # b\n  x`],
    ["a text with a line like a remark", `a: |\n  x\n  # y\n`, `a: |\n  x\n`],
    ["another value", SERVICE, SERVICE.replace("web", "wep")],
  ])("a manifest with %s", (_, one, other) => {
    expect(manifest(one)).not.toBe(manifest(other));
  });

  test("a remark that makes a file of the start the learner's own", () => {
    const given = "kind: Service\n";
    const named = { "commands.sh": "kubectl apply -f given.yaml" };
    expect(hash({ "commands.sh": SCALE, "given.yaml": `${given}# mine` })).not.toBe(
      hash({ "commands.sh": SCALE, "given.yaml": given }),
    );
    expect(hash({ ...named, "given.yaml": `${given}# mine` })).toBe(hash({ ...named, "given.yaml": given }));
  });

  test("a remark that names a file, which is applied first otherwise", () => {
    const files = { "web.yaml": SERVICE };
    expect(hash({ ...files, "commands.sh": `# web.yaml\n${SCALE}` })).not.toBe(
      hash({ ...files, "commands.sh": SCALE }),
    );
  });

  test("the author's files handed in too, of which the learner is told", () => {
    expect(hash({ "commands.sh": SCALE, "check.ts": "" })).not.toBe(script(SCALE));
  });
});

import { expect, test } from "vitest";
import { serverVersion } from "../../api/server-version.ts";
import { parseFlags } from "../command-line/flags.ts";
import type { Invocation } from "../verb.ts";
import { version } from "./version.ts";

async function print(...argv: string[]): Promise<string> {
  let text = "";
  const { args, values: flags } = parseFlags(version.flags, argv);
  const out = {
    stdout: (more: string) => {
      text += more;
    },
    stderr: () => {},
    warn: () => {},
  };
  await version.run?.({ args, flags, out } as unknown as Invocation);
  return text;
}

test("the versions are printed as JSON with two blanks, in the order of Go's struct", async () => {
  const text = await print("-o", "json");
  expect(text).toMatch(/^{\n {2}"clientVersion": {\n {4}"major": "1",\n {4}"minor": "33",\n {4}"gitVersion"/);
  expect(JSON.parse(text)).toMatchObject({ kustomizeVersion: "v5.6.0", serverVersion });
});

test("the versions as YAML end with an empty line", async () => {
  expect(await print("--client", "-o", "yaml")).toMatch(
    /^clientVersion:\n {2}buildDate: "20[\s\S]*\nkustomizeVersion: v5.6.0\n\n$/,
  );
});

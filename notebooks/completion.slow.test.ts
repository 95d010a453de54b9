// What TAB and Shift+Tab say in a cell. The kernel's TypeScript 5.0 reads the library's declarations, and must understand them.
import { createConverter } from "tslab/dist/converter.js";
import { afterAll, expect, test } from "vitest";

const kernel = createConverter({ isJS: false });
afterAll(() => kernel.close());

const IMPORTED = [
  "advance",
  "edit",
  "exercise",
  "openLab",
  "predict",
  "progress",
  "read",
  "reveal",
  "serve",
  "sh",
  "show",
  "start",
  "traffic",
];
const setup = `import { ${IMPORTED.join(", ")} } from "service-bootcamp-grader/notebook";
await openLab("01-why", { lang: "en" });
`;
const { diagnostics, declOutput = "" } = kernel.convert("", setup);

test("the setup cell has no fault", () => {
  expect(diagnostics).toEqual([]);
});

test.each(IMPORTED)("Shift+Tab says what %s does", (name) => {
  const info = kernel.inspect(declOutput, `${name}`, name.length);
  expect(info?.documentation?.map(({ text }) => text).join("")).toMatch(/\w{3,} /);
});

test("TAB behind show. offers the pictures, and Shift+Tab says what each one shows", () => {
  const { candidates } = kernel.complete(declOutput, "show.", 5);
  expect(candidates).toEqual(expect.arrayContaining(["lanes", "service", "whoAnswered"]));
  const mute = candidates.filter((name) => {
    const info = kernel.inspect(declOutput, `show.${name}`, "show.".length + name.length);
    return (info?.documentation ?? []).length === 0;
  });
  expect(mute).toEqual([]);
});

test("a picture that is not in the list, or a wrong option, is a fault of the cell", () => {
  const { diagnostics } = kernel.convert(declOutput, "show.nothing(); show.service(1);");
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([
    "Property 'nothing' does not exist on type 'Show'.",
    "Argument of type 'number' is not assignable to parameter of type 'string'.",
  ]);
});

import { expect, test } from "vitest";
import { ScratchFolder } from "../testing/scratch-folder.ts";
import { readSubmission } from "./submission.ts";

const folder = new ScratchFolder();

test("a text that was typed into a learning platform is told, with what to do", async () => {
  const typed = folder.write("kim_1001_assignsubmission_onlinetext_/onlinetext.html", "<p>kubectl scale</p>");
  const { notes } = await readSubmission([folder.at("kim_1001_assignsubmission_onlinetext_")], []);
  expect(notes).toHaveLength(1);
  expect(notes[0]?.ko).toMatch(/읽지 않음: "onlinetext.html"/);
  expect(notes[0]?.en).toMatch(/not read, .*"onlinetext.html"\. Put its commands into EXERCISE\/commands.sh/);
  await expect(readSubmission([typed], [])).rejects.toThrow("Typed into the learning platform");
});

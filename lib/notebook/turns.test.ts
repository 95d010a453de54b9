import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { allDone, inTurn, isTaken } from "./turns.ts";

test("who was not waited for is done before who asked later, also when one fails", async () => {
  const done: string[] = [];
  const first = inTurn(async () => {
    await pause(5);
    done.push("first");
  });
  const broken = inTurn(() => {
    throw new Error("broken");
  });
  expect(isTaken()).toBe(true);
  await expect(broken).rejects.toThrow("broken");
  expect(await inTurn(() => done.join())).toBe("first");
  await first;
  await allDone();
  expect(isTaken()).toBe(false);
});

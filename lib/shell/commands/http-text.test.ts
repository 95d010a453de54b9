import { STATUS_CODES } from "node:http";
import { expect, test } from "vitest";
import { statusText } from "./http-text.ts";

const final = Object.entries(STATUS_CODES).filter(([status]) => Number(status) >= 200);

test.each(final)("a server that names no phrase for %s answers with Node's", (status, phrase) => {
  expect(statusText({ status: Number(status), headers: {}, body: "" })).toBe(`${status} ${phrase}`);
});

test("a status that nobody knows stands alone, and a server's own phrase wins", () => {
  expect(statusText({ status: 299, headers: {}, body: "" })).toBe("299");
  expect(statusText({ status: 418, statusText: "Short And Stout", headers: {}, body: "" })).toBe(
    "418 Short And Stout",
  );
});

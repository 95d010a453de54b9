// The course's own proof: what `npx bootcamp verify` runs, here under two seeds.
import { describe, expect, test } from "vitest";
import { loadCourse } from "../grader/course/course.ts";
import { verify } from "../grader/verify/verify.ts";

describe.each(loadCourse().exercises.map((exercise) => [exercise.id, exercise] as const))(
  "%s",
  (_, exercise) => {
    test("is proved", async () => {
      const proofs = await verify(exercise, { seeds: [1, 2] });
      expect(proofs.filter(({ problems }) => problems.length > 0)).toEqual([]);
      expect(proofs.length).toBeGreaterThan(10);
    });
  },
);

// A sample of the course's own proof: what `npx bootcamp verify` runs, here with fewer seeds and mutants. Each mode of the proxy has a seed.
import { describe, expect, test } from "vitest";
import { loadCourse } from "../grader/course/course.ts";
import { proveHere } from "../grader/verify/prove-here.ts";

const sample = { seeds: [1, 2, 3], wrongSeedsMax: 1, mutantsMax: 15 };

describe.each(loadCourse().exercises.map((exercise) => [exercise.id, exercise] as const))(
  "%s",
  (_, exercise) => {
    test("is proved", async () => {
      const proofs = await proveHere(exercise, sample);
      expect(proofs.filter(({ problems }) => problems.length > 0)).toEqual([]);
      expect(proofs.length).toBeGreaterThan(20);
    });
  },
);

/** The process of a proof: it runs check.ts, which may hang, end it or use up its memory. As it is built, `start-worker.ts` starts it. */
import { sendMessage, serveJobs } from "../batch/child.ts";
import { loadExercise } from "../course/exercise.ts";
import type { ProofJob, ProofMessage } from "./messages.ts";
import { prove } from "./prove.ts";

serveJobs<ProofJob>(async ({ folder, ...options }) => {
  await prove(loadExercise(folder), {
    ...options,
    onLoaded: (checks) => send({ type: "loaded", checks }),
    onClaim: (claim) => send({ type: "claim", claim }),
    onJudged: () => send({ type: "judged" }),
    onProof: (proof) => send({ type: "proof", proof }),
  });
  send({ type: "done" });
});

function send(message: ProofMessage): void {
  sendMessage(message);
}

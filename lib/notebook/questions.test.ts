import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Lab, openLab } from "./lab.ts";
import type { Language } from "./language.ts";
import type { Lesson } from "./lesson.ts";
import { choicesShown } from "./question-cards.ts";
import { keepPrinted } from "./testing/printed.ts";

const printed = keepPrinted();

const lesson: Lesson = {
  id: "01-why",
  title: "Why a Service",
  sections: {},
  questions: {
    dead: {
      choices: {
        a: { text: "another `Pod` answers", why: "nobody else has **that** IP", when: "answered" },
        b: { text: "refused at once", why: "refusing takes somebody", when: "refused" },
        c: { text: "hangs <3 s>", why: "nobody is there", when: "timeout" },
      },
      answer: "c",
    },
    who: {
      choices: { a: { text: "the user", why: "no" }, b: { text: "a controller", why: "it watches" } },
      answer: "b",
    },
  },
};

let lab: Lab;
const open = async (lang: Language = "en") => {
  lab = await openLab({ lang, lesson });
};
beforeEach(() => open());
afterEach(() => lab.close());

describe("predict", () => {
  test.each(["?", "", " ", "？"])("%j shows the choices and stops the cell with one sentence", (typed) => {
    expect(() => lab.predict("dead", typed)).toThrow(
      "Your prediction is missing. Write a, b or c in place of the question mark and run this cell again. Run All waits here, too.",
    );
    expect(printed.stdout).toBe("a  another Pod answers\nb  refused at once\nc  hangs <3 s>\n");
    expect(lab.predictions[0]).toEqual({ question: "dead" });
  });

  test.each(["c", "C", " c ", "c)", "(c)", "ｃ", "ㅊ"])("%j is c", (typed) => {
    lab.predict("dead", typed);
    expect(printed.stdout).toBe("You expect c: hangs <3 s>\nRun the next cell.\n");
    expect(lab.predictions[0]).toEqual({ question: "dead", expected: "c" });
  });

  test.each(["d", "ㅇ", "refused", "constructor"])("%j is no choice", (typed) => {
    expect(() => lab.predict("dead", typed)).toThrow(
      /^"\w+" is not one of the choices\. Write a, b or c and/,
    );
    expect(lab.predictions[0]).toEqual({ question: "dead" });
  });

  test("a question that is not there is answered with those that are", () => {
    for (const ask of [() => lab.predict("ded", "a"), () => lab.reveal("ded")])
      expect(ask).toThrow('This notebook has no question "ded". It has: dead, who');
  });
});

describe("reveal", () => {
  const ask = async (url: string) => {
    await lab.sh(
      `kubectl run client --image=busybox -- sleep 1d; kubectl wait --for=condition=Ready pod/client`,
    );
    await lab.sh(`kubectl exec client -- wget -qO- -T 3 ${url}`);
    printed.stdout = "";
  };

  test("sees in the requests what happened, and says why it is not what was expected", async () => {
    lab.predict("dead", "b");
    await ask("10.244.9.9");
    lab.reveal("dead");
    expect(printed.stdout).toBe(
      `You expected: b  refused at once ✗
What happened: c  hangs <3 s>
Why not b: refusing takes somebody
Why c: nobody is there
`,
    );
    expect(lab.predictions[0]).toEqual({ question: "dead", expected: "b", happened: "c" });
  });

  test("says when the cluster is in another state than it was for the course", async () => {
    lab.predict("dead", "b");
    await lab.sh("kubectl create service clusterip empty --tcp=80");
    await ask("empty");
    lab.reveal("dead");
    expect(printed.stdout).toMatch(
      /^You expected: b {2}refused at once ✓\nWhat happened: b {2}refused at once\nWhen this course was written, it was c .*\nWhy c: nobody is there\n$/,
    );
  });

  test("says when the requests are like none of the choices", async () => {
    await ask("nobody-has-this-name");
    lab.reveal("dead");
    expect(printed.stdout).toMatch(
      /^You expected: nothing written down\nWhat happened: c .*\nWhat your requests did is none of the choices/,
    );
  });

  test("says when there was no request, but not of a question that no request answers", async () => {
    lab.reveal("dead");
    expect(printed.stdout).toContain("There was no request to look at.");
    printed.stdout = "";
    lab.predict("who", "b");
    lab.reveal("who");
    expect(printed.stdout).toBe(
      "You expect b: a controller\nRun the next cell.\nYou expected: b  a controller ✓\nWhat happened: b  a controller\nWhy b: it watches\n",
    );
  });
});

test("speaks Korean", async () => {
  await lab.close();
  await open("ko");
  expect(() => lab.predict("dead", "?")).toThrow("물음표 자리에 a, b, c 가운데 하나를 적고");
  lab.predict("dead", "ㅁ");
  printed.stdout = "";
  lab.reveal("dead");
  expect(printed.stdout).toMatch(/^예측: a {2}another Pod answers ✗\n결과: c {2}/);
  expect(printed.stdout).toContain("a가 아닌 이유: nobody else has that IP\nc인 이유: nobody is there");
});

test("code and bold in a text are shown as such in a notebook", () => {
  const { html, plain } = choicesShown({ a: { text: "`<b>` is **bold** & <i>", why: "" } });
  expect(html).toContain("<code>&lt;b&gt;</code> is <strong>bold</strong> &amp; &lt;i&gt;");
  expect(plain).toBe("a  <b> is bold & <i>");
});

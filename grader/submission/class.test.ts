import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { ScratchFolder } from "../testing/scratch-folder.ts";
import { type ClassOptions, NoSubmission, readClass } from "./class.ts";
import { parseRoster } from "./roster.ts";

const SCALE = "01-scale-to-five";
const ids = [SCALE, "06-session-affinity"];
const folder = new ScratchFolder();

/** Learner -> the names of what they handed in. */
function classOf(options: ClassOptions = {}, ...paths: readonly string[]) {
  const { learners } = readClass(paths.length === 0 ? [folder.path] : paths, ids, options);
  return Object.fromEntries(
    learners.map(({ id, paths: theirs }) => [id, theirs.map((path) => basename(path))]),
  );
}

describe("a class", () => {
  test("has a learner per entry, in the order of names, and loses nobody", () => {
    for (const path of ["박영희/x", "kim.zip", "lee.ipynb", "choi.rar", ".DS_Store"]) folder.write(path);
    mkdirSync(folder.at("empty"));
    expect(Object.keys(classOf())).toEqual(["choi.rar", "empty", "kim", "lee", "박영희"]);
  });

  test("is looked at without following links or opening pipes: they are somebody's, and refused later", () => {
    folder.write("kim/x");
    symlinkSync("kim", folder.at("lee"));
    symlinkSync("/dev/zero", folder.at("park.zip"));
    execFileSync("mkfifo", [folder.at("choi.zip")]);
    expect(Object.keys(classOf())).toEqual(["choi", "kim", "lee", "park"]);
  });

  test("may be named by a link, which is the instructor's own, if it leads somewhere", () => {
    folder.write("class/kim/x");
    symlinkSync("class", folder.at("today"));
    symlinkSync("loop", folder.at("loop"));
    expect(Object.keys(classOf({}, folder.at("today")))).toEqual(["kim"]);
    expect(() => classOf({}, folder.at("loop"))).toThrow("there is no");
  });

  test("tells what is hidden in it, and takes neither reports nor the roster for learners", () => {
    for (const path of [".kim/x", "report/kim.json", "class.csv", "lee.zip"]) folder.write(path);
    const { learners, notes } = readClass([folder.path], ids, {
      except: [folder.at("report"), folder.at("class.csv")],
    });
    expect(learners.map(({ id }) => id)).toEqual(["lee"]);
    expect(notes[0]?.en).toBe('Left out, because a name that begins with a dot is hidden: ".kim"');
  });

  test("has one learner with what they handed in twice, and with a copy of it", () => {
    for (const path of [
      "kim.zip",
      "kim (1).zip",
      "Kim/x",
      "team (1).zip",
      "team (2).zip",
      "student 1/x",
      "student 2/x",
    ])
      folder.write(path);
    expect(classOf()).toEqual({
      Kim: ["Kim", "kim (1).zip", "kim.zip"],
      "student 1": ["student 1"],
      "student 2": ["student 2"],
      "team _1_": ["team (1).zip"],
      "team _2_": ["team (2).zip"],
    });
  });

  test("tells learners of the same name in two classes apart", () => {
    for (const path of ["a/kim/x", "b/KIM/x"]) folder.write(path);
    expect(Object.keys(classOf({}, folder.at("a"), folder.at("b")))).toEqual(["kim", "KIM-2"]);
  });

  test("has no name that acts in a terminal, a table or a file system", () => {
    for (const name of ["\u001b[2Jkim", "=cmd()", "a\nb", "\u202egnp"]) mkdirSync(folder.at(name));
    mkdirSync(folder.at("x".repeat(200)));
    expect(Object.keys(classOf())).toEqual(["__2Jkim", "_cmd__", "a_b", "x".repeat(60), "_gnp"]);
  });

  test("is asked for by a path that exists and is not empty", () => {
    expect(() => classOf({}, folder.at("nowhere"))).toThrow(NoSubmission);
    expect(() => classOf()).toThrow("is empty");
    expect(() => classOf({}, "")).toThrow("an empty path");
  });
});

describe("a folder with exercises in it", () => {
  test.each([
    ["exercises alone", [`${SCALE}/commands.sh`, "README.md", "report.pdf", "01-why.ipynb", "images/a.png"]],
    ["zips of exercises", [`${SCALE}.zip`, "06-session-affinity.zip"]],
    ["a project", [`work/${SCALE}/commands.sh`, "notebooks/ko/01-why.ipynb", "package.json"]],
  ])("is one learner with %s", (_, paths) => {
    for (const path of paths) folder.write(path);
    expect(Object.values(classOf())).toEqual([[basename(folder.path)]]);
  });

  test.each([
    ["zips of learners", ["kim.zip", "lee.zip"]],
    ["folders of learners", [`kim/hw/${SCALE}/commands.sh`]],
    ["notebooks of learners", ["kim.ipynb"]],
  ])("and with %s is refused, with how to say it", (_, paths) => {
    for (const path of [`${SCALE}/commands.sh`, ...paths]) folder.write(path);
    expect(() => classOf()).toThrow(
      /may be one learner, .*"01-scale-to-five".* and a class, .*--single .*--roster FILE/s,
    );
    expect(Object.keys(classOf({ isSingle: true }))).toHaveLength(1);
  });

  test("only by the name of a file or a link is a class", () => {
    for (const path of [SCALE, "kim.zip"]) folder.write(path);
    symlinkSync("/", folder.at("06-session-affinity"));
    expect(Object.keys(classOf())).toEqual([SCALE, "06-session-affinity", "kim"]);
  });
});

describe("the downloads of learning platforms", () => {
  test("of Moodle name the participant and the number, as folders and as files", () => {
    const names = [
      "김 민수_1001_assignsubmission_file_/answer.zip",
      "김 민수_1001_assignsubmission_onlinetext_/onlinetext.html",
      "Group A-Lee Seo_1002_assignsubmission_file_hw.zip",
    ];
    for (const name of names) folder.write(name);
    const { learners } = readClass([folder.path], ids);
    expect(learners.map(({ id, person, paths }) => [id, person?.name, paths.length])).toEqual([
      ["Group A-Lee Seo_1002", "Group A-Lee Seo", 1],
      ["김 민수_1001", "김 민수", 2],
    ]);
  });

  test("of Canvas name the learner and the user, with several files of one learner", () => {
    for (const name of [
      "kimminsu_12345_67890_answer.zip",
      "kimminsu_12345_67891_lab.ipynb",
      "leeseo_LATE_12346_67892_a-1.zip",
    ])
      folder.write(name);
    const grouped = {
      kimminsu_12345: ["kimminsu_12345_67890_answer.zip", "kimminsu_12345_67891_lab.ipynb"],
      leeseo_12346: ["leeseo_LATE_12346_67892_a-1.zip"],
    };
    expect(classOf()).toEqual(grouped);
    expect(
      classOf(
        {},
        ...Object.values(grouped)
          .flat()
          .map((name) => folder.at(name)),
      ),
    ).toEqual(grouped);
    folder.write("README.txt");
    const { learners } = readClass([folder.path], ids);
    expect(learners.flatMap(({ person }) => person?.canvasId ?? [])).toEqual(["12345", "12346"]);
  });

  test("of Canvas are one only when all names are like that", () => {
    for (const name of ["kim_2026_1_hw.zip", "lee.zip"]) folder.write(name);
    expect(Object.keys(classOf())).toEqual(["kim_2026_1_hw", "lee"]);
  });
});

describe("a roster", () => {
  const roster = parseRoster(
    "class.csv",
    [
      "id,name,email",
      "20240001,김민수,minsu@example.com",
      '20240002,"Lee, Seo-yeon",seo@example.com',
      "20240003,박지민,jimin@example.com",
      "20240004,박지민,jimin2@example.com",
    ].join("\n"),
  );

  test("says who is in the class: everybody is in the results, in its order", () => {
    for (const path of ["20240002.zip", "minsu@example.com/x"]) folder.write(path);
    expect(classOf({ roster })).toEqual({
      "20240001": ["minsu@example.com"],
      "20240002": ["20240002.zip"],
      "20240003": [],
      "20240004": [],
    });
  });

  test.each([
    ["an id", "20240001.zip"],
    ["an id and more", "hw1_20240001_김민수.zip"],
    ["an id and a copy", "20240001 (2).zip"],
    ["a name", "김민수.ipynb"],
    ["a decomposed name", `${"김민수".normalize("NFD")}.zip`],
    ["the beginning of an address", "Minsu.zip"],
    ["a name of Moodle", "김민수_9_assignsubmission_file_/x"],
    ["a group and a name of Moodle", "A반-김민수_9_assignsubmission_file_/x"],
  ])("knows %s", (_, path) => {
    folder.write(path);
    expect(classOf({ roster })["20240001"]).toHaveLength(1);
  });

  test("knows the name of Canvas, with the family name first", () => {
    folder.write("leeseoyeon_77_88_hw.zip");
    expect(classOf({ roster })["20240002"]).toHaveLength(1);
  });

  test("tells what belongs to nobody, and never guesses between two", () => {
    for (const path of [`${SCALE}/commands.sh`, "박지민.zip", "nobody.zip", "2024000.zip"])
      folder.write(path);
    const { learners, notes, hasStrangers } = readClass([folder.path], ids, { roster });
    expect(learners.every(({ paths }) => paths.length === 0)).toBe(true);
    expect(hasStrangers).toBe(true);
    expect(notes.map(({ en }) => en)).toEqual([
      '"박지민.zip" may be of several people on the roster: "20240003", "20240004". Put the id into its name',
      'Not graded, because nobody on the roster has this id, e-mail address or name: "01-scale-to-five", "2024000.zip", "nobody.zip", "박지민.zip"',
    ]);
  });

  test("takes a README for no submission", () => {
    for (const path of ["README.md", "20240001.zip"]) folder.write(path);
    expect(readClass([folder.path], ids, { roster }).hasStrangers).toBe(false);
  });
});

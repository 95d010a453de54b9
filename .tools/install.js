// What `npm start` and `npm test` run first: installs the npm packages when they are missing or not those of the lock
// file, and builds what has changed since the last build. Plain JavaScript without imports of packages, because on a
// fresh machine there are none. JupyterLab is not installed here: only the lab needs it (grader/cli/lab.ts).
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const korean = /^ko/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `Node 20.19 or newer is needed, and this is ${process.version}. Install a current one from nodejs.org.`,
    `Node 20.19 이상이 필요한데 지금은 ${process.version}입니다. nodejs.org에서 새 버전을 설치하세요.`,
  );
}

if (!packagesAreInstalled()) {
  say(
    "Installing the npm packages (once, about half a minute) ...",
    "npm 패키지를 설치합니다(처음 한 번, 30초쯤) ...",
  );
  const failed = run(...npm("ci", "--loglevel=error", "--ignore-scripts")); // no package needs its scripts, and ours is the build below
  if (failed) {
    stop(
      "npm could not install the packages: its message is above. Check the network connection and run the command again.",
      "npm이 패키지를 설치하지 못했습니다. 이유는 위에 있습니다. 네트워크 연결을 확인하고 명령을 다시 실행하세요.",
    );
  }
}

// Only a gradebook needs a database, whose engine is compiled where nobody has done it for this machine.
if (process.argv.includes("--gradebook") && !databaseRuns()) {
  say(
    "Preparing the database of the gradebook (once, up to two minutes) ...",
    "성적부의 데이터베이스를 준비합니다(처음 한 번, 2분까지) ...",
  );
  if (run(...npm("rebuild", "better-sqlite3", "--loglevel=error"))) {
    stop(
      "npm could not prepare better-sqlite3: its message is above. It needs a C++ compiler, make and Python where it finds no ready one.",
      "npm이 better-sqlite3를 준비하지 못했습니다. 이유는 위에 있습니다. 준비된 것이 없는 곳에서는 C++ 컴파일러와 make, Python이 있어야 합니다.",
    );
  }
}

if (run(process.execPath, [`${root}/.tools/build.js`])) {
  stop(
    "The sources do not compile: the errors are above. Undo the last change in lib/ or grader/ (git diff shows it), or repair it.",
    "소스가 컴파일되지 않습니다. 오류는 위에 있습니다. lib/나 grader/의 마지막 변경(git diff)을 되돌리거나 고치세요.",
  );
}

/** Compares what npm noted as installed with the lock file, by content: times of files say nothing after a checkout. */
function packagesAreInstalled() {
  const note = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, "utf8")).packages;
  const wanted = JSON.parse(readFileSync(`${root}/package-lock.json`, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes("node_modules/")) return true; // the root and its workspaces: sources, not packages
    const found = installed[path];
    // An optional package may be missing on purpose: it is for another operating system.
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && existsSync(`${root}/${path}`);
  });
}

/** @returns {boolean} whether the engine is there, and for this Node. */
function databaseRuns() {
  try {
    const Database = createRequire(import.meta.url)("better-sqlite3");
    new Database(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

/** The npm that runs this script; the one on the PATH when it was started by hand. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  return cli === undefined ? ["npm", args] : [process.execPath, [cli, ...args]];
}

/** @returns {boolean} whether it failed */
function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status !== 0;
}

function say(english, inKorean) {
  console.error(korean ? inKorean : english);
}

function stop(english, inKorean) {
  say(english, inKorean);
  process.exit(1);
}

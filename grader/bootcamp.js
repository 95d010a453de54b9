#!/usr/bin/env node
// The `bootcamp` command. A file of its own, because npm links commands before the first build has made any.
import { existsSync } from "node:fs";

const command = new URL("./dist/bundle/start-command.cjs", import.meta.url);
if (existsSync(command)) import(command);
else {
  const korean = /^ko/i.test(process.env.BOOTCAMP_LANG || process.env.LC_ALL || process.env.LANG || "");
  console.error(
    korean
      ? "bootcamp: 아직 빌드하지 않았습니다. 프로젝트 폴더에서 npm run build를 실행하세요."
      : "bootcamp: it is not built yet. Run npm run build in the project's folder.",
  );
  process.exitCode = 1;
}

/** The messages of `bootcamp lab` in both languages of the course. What pip and Jupyter print is not translated. */
import type { Language } from "service-bootcamp";
import { counted } from "../text.ts";
import type { MergeCounts } from "./lab-notebook-merge.ts";

export interface LabTexts {
  readonly noPython: string;
  readonly noVenv: (python: string) => string;
  readonly withoutPython: string;
  readonly waiting: string;
  readonly installing: string;
  readonly pipFailed: string;
  readonly venvFailed: string;
  readonly starting: string;
  readonly ready: (url: string) => string;
  readonly portTaken: (port: number) => string;
  readonly serverFailed: string;
  readonly startTooSlow: (seconds: number) => string;
  readonly ended: string;
  readonly notebookUpdated: (path: string, counts: MergeCounts) => string;
  readonly fileKept: (path: string) => string;
  readonly copySetAside: (path: string, aside: string) => string;
  readonly installingMenus: string;
  readonly noMenus: string;
  /** Printed in a terminal of the lab. */
  readonly terminal: string;
  readonly noKubectl: string;
}

const en: LabTexts = {
  noPython: [
    "JupyterLab needs Python 3.9 or newer, and none was found.",
    "Install it and run the command again. Debian, Ubuntu: sudo apt install python3 python3-venv. macOS: brew install python. Others: python.org.",
  ].join("\n"),
  noVenv: (python) =>
    [
      `JupyterLab gets a virtual environment of its own, and this ${python} cannot make one: its modules venv and ensurepip are missing.`,
      "Install them and run the command again. Debian, Ubuntu: sudo apt install python3-venv.",
    ].join("\n"),
  withoutPython:
    "What works without Python: npx bootcamp run, npx bootcamp check, npx bootcamp grade (npx bootcamp --help lists all).",
  waiting: "Another start of the lab is installing JupyterLab: waiting for it ...",
  installing: "Installing JupyterLab into .venv (once, about a minute) ...",
  pipFailed:
    "pip could not install JupyterLab: its last lines are above. Check the network connection and run the command again.",
  venvFailed: "Python could not make the virtual environment .venv: its last lines are above.",
  starting: "Starting JupyterLab ...",
  ready: (url) => `The lab is ready: ${url}\nCtrl-C in this window ends it.`,
  portTaken: (port) =>
    `Port ${port} is taken by another program. Choose another one with --port, such as --port ${port + 1}, or leave --port out.`,
  serverFailed: "JupyterLab ended by itself: its last lines are above.",
  startTooSlow: (seconds) =>
    `JupyterLab did not answer within ${seconds} s (startLimit): its last lines are above.`,
  ended: "The lab has ended.",
  notebookUpdated: (path, { changed, added, removed, kept }) => {
    const news = [
      ...(changed > 0 ? [`${counted(changed, "cell")} changed`] : []),
      ...(added > 0 ? [`${added} new`] : []),
      ...(removed > 0 ? [`${removed} gone`] : []),
    ];
    const yours =
      kept > 0 ? [`${counted(kept, "cell")} of yours stayed as you wrote ${kept === 1 ? "it" : "them"}`] : [];
    return `Updated ${path}: ${[...news, ...yours].join(", ")}.`;
  },
  fileKept: (path) => `The course has changed ${path}, and so have you: yours has stayed.`,
  copySetAside: (path, aside) =>
    `${path} could not be read. It is kept as ${aside}, and there is a fresh copy.`,
  installingMenus: "Installing the Korean menus of JupyterLab (once) ...",
  noMenus: "The Korean menus of JupyterLab could not be installed, so its menus are English.",
  terminal: [
    "Your folder: notebooks, their files, and your exercises. `bootcamp` tells where you are.",
    "kubectl works on the cluster of a notebook once a cell there has run: await serve()",
  ].join("\n"),
  noKubectl:
    "kubectl is not installed on this computer. In a notebook it is there: await sh`kubectl get pods`. Here: bootcamp shell",
};

const ko: LabTexts = {
  noPython: [
    "JupyterLab에는 Python 3.9 이상이 필요한데 찾지 못했습니다.",
    "설치한 뒤 명령을 다시 실행하세요. Debian, Ubuntu: sudo apt install python3 python3-venv. macOS: brew install python. 그 밖에는 python.org.",
  ].join("\n"),
  noVenv: (python) =>
    [
      `JupyterLab은 전용 가상 환경에 설치하는데, 이 ${python}에는 venv와 ensurepip 모듈이 없어 만들 수 없습니다.`,
      "설치한 뒤 명령을 다시 실행하세요. Debian, Ubuntu: sudo apt install python3-venv.",
    ].join("\n"),
  withoutPython:
    "Python 없이 되는 것: npx bootcamp run, npx bootcamp check, npx bootcamp grade (전체 목록은 npx bootcamp --help).",
  waiting: "다른 창에서 JupyterLab을 설치하고 있습니다. 끝나기를 기다립니다 ...",
  installing: "JupyterLab을 .venv에 설치합니다(처음 한 번, 1분쯤) ...",
  pipFailed:
    "pip이 JupyterLab을 설치하지 못했습니다. 마지막 메시지는 위에 있습니다. 네트워크 연결을 확인하고 명령을 다시 실행하세요.",
  venvFailed: "Python이 가상 환경 .venv를 만들지 못했습니다. 마지막 메시지는 위에 있습니다.",
  starting: "JupyterLab을 시작합니다 ...",
  ready: (url) => `실습 환경이 준비되었습니다: ${url}\n이 창에서 Ctrl-C를 누르면 끝납니다.`,
  portTaken: (port) =>
    `포트 ${port}는 다른 프로그램이 쓰고 있습니다. --port ${port + 1}처럼 --port로 다른 포트를 고르거나 --port를 빼세요.`,
  serverFailed: "JupyterLab이 스스로 끝났습니다. 마지막 메시지는 위에 있습니다.",
  startTooSlow: (seconds) =>
    `JupyterLab이 ${seconds}초 안에 응답하지 않았습니다(startLimit). 마지막 메시지는 위에 있습니다.`,
  ended: "실습 환경을 끝냈습니다.",
  notebookUpdated: (path, { changed, added, removed, kept }) => {
    const news = [
      ...(changed > 0 ? [`바뀐 셀 ${changed}개`] : []),
      ...(added > 0 ? [`새 셀 ${added}개`] : []),
      ...(removed > 0 ? [`없어진 셀 ${removed}개`] : []),
      ...(kept > 0 ? [`직접 고쳐 그대로 둔 셀 ${kept}개`] : []),
    ];
    return `${path} 업데이트: ${news.join(", ")}`;
  },
  fileKept: (path) => `과정에서 ${path} 파일이 바뀌었지만, 직접 고친 파일이라 그대로 두었습니다.`,
  copySetAside: (path, aside) =>
    `${path} 파일을 읽을 수 없어 ${aside}(으)로 보관하고 새 사본을 만들었습니다.`,
  installingMenus: "JupyterLab의 한국어 메뉴를 설치합니다(처음 한 번) ...",
  noMenus: "JupyterLab의 한국어 메뉴를 설치하지 못해 메뉴는 영어로 나옵니다.",
  terminal: [
    "여기는 내 폴더입니다. 노트북과 파일, 연습이 있습니다. `bootcamp`를 입력하면 어디까지 했는지 알려 줍니다.",
    "노트북 셀에서 await serve()를 실행하면 여기서 kubectl로 그 클러스터를 쓸 수 있습니다.",
  ].join("\n"),
  noKubectl:
    "이 컴퓨터에는 kubectl이 설치되어 있지 않습니다. 노트북에서는 await sh`kubectl get pods`로, 여기서는 bootcamp shell로 쓸 수 있습니다.",
};

export const labTexts: Readonly<Record<Language, LabTexts>> = { en, ko };

/** The messages of `bootcamp lab` in both languages of the course. What pip and Jupyter print is not translated. */
import type { Language } from "service-bootcamp";

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
};

export const labTexts: Readonly<Record<Language, LabTexts>> = { en, ko };

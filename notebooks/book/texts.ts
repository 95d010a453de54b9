/** The words of the book's pages that no notebook has. */
import type { Language } from "service-bootcamp";

export interface BookTexts {
  readonly title: string;
  readonly lead: string;
  readonly chapters: string;
  readonly skip: string;
  readonly setup: string;
  readonly output: string;
  readonly messages: string;
  readonly before: string;
  readonly next: string;
  /** Where the same page is in the other language. */
  readonly other: string;
}

export const bookTexts: Readonly<Record<Language, BookTexts>> = {
  ko: {
    title: "쿠버네티스 서비스 부트캠프",
    lead: "노트북을 실행한 결과까지 읽을 수 있는 책입니다. 직접 예측하고 실행하려면 저장소를 내려받아 `npm start`를 실행하세요.",
    chapters: "목차",
    skip: "본문으로 건너뛰기",
    setup: "준비 셀",
    output: "출력",
    messages: "오류 출력",
    before: "이전",
    next: "다음",
    other: "English",
  },
  en: {
    title: "Kubernetes Services Bootcamp",
    lead: "The notebooks with what came of running them, to read. To predict and run yourself, clone the repository and type `npm start`.",
    chapters: "Chapters",
    skip: "Skip to the text",
    setup: "Setup cell",
    output: "Output",
    messages: "Error output",
    before: "Before",
    next: "Next",
    other: "한국어",
  },
};

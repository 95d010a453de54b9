/** Why a part of a submission is left out: a sentence for each reason, the same for every file that it meets. */
import type { Text } from "../text.ts";
import { type Budget, limits } from "./limits.ts";

export const reasons = {
  link: {
    en: "A link is never followed: submit the file itself",
    ko: "링크는 따라가지 않습니다. 파일 자체를 제출하세요",
  },
  device: {
    en: "A pipe, a socket or a device is no file",
    ko: "파이프, 소켓, 장치는 파일이 아닙니다",
  },
  forbidden: {
    en: "The grader is not allowed to read it",
    ko: "채점기에 읽을 권한이 없습니다",
  },
  unreadable: { en: "It cannot be read from the disk", ko: "디스크에서 읽을 수 없습니다" },
  hidden: {
    en: "A name that begins with a dot is hidden, and no answer",
    ko: "점으로 시작하는 이름은 숨김 파일이므로 답으로 보지 않습니다",
  },
  leadsOut: {
    en: "Its name leads out of the submission",
    ko: "이름이 제출물 바깥을 가리킵니다",
  },
  sameName: {
    en: "Another file has the same name, and was written later or stands behind it",
    ko: "이름이 같은 파일이 또 있어 나중에 쓴 쪽만 읽었습니다",
  },
  encrypted: {
    en: "It is encrypted: pack it without a password",
    ko: "암호가 걸려 있습니다. 암호 없이 압축하세요",
  },
  otherMethod: {
    en: "It is compressed by another method than a zip's usual one (deflate)",
    ko: "zip에서 흔히 쓰는 방식(deflate)이 아닌 다른 방식으로 압축되었습니다",
  },
  damaged: {
    en: "It is damaged, or not all of it is there: pack it again, and open it once before you submit it",
    ko: "손상되었거나 일부만 있습니다. 다시 압축한 뒤 제출하기 전에 한 번 열어 보세요",
  },
  restDamaged: {
    en: "The zip is damaged behind it, and what follows cannot be read: pack it again",
    ko: "이 파일 뒤로 zip이 손상되어 나머지를 읽을 수 없습니다. 다시 압축하세요",
  },
  noZip: { en: "It is no zip, whatever its name is", ko: "이름과 달리 zip 파일이 아닙니다" },
  binary: { en: "It is not text", ko: "텍스트 파일이 아닙니다" },
  notJson: {
    en: "It is not a notebook, because it is not JSON: open it in JupyterLab, save it, and submit the saved file",
    ko: "JSON이 아니므로 노트북이 아닙니다. JupyterLab에서 열어 저장한 뒤 그 파일을 제출하세요",
  },
} satisfies Record<string, Text>;

const limited: Readonly<Partial<Record<Budget, (amount: string) => Text>>> = {
  entriesMax: (amount) => ({
    en: `A submission may have ${amount} files and folders at most`,
    ko: `제출물의 파일과 폴더는 ${amount}개까지입니다`,
  }),
  filesMax: (amount) => ({
    en: `${amount} files are read of one submission at most`,
    ko: `제출물 하나에서 파일 ${amount}개까지 읽습니다`,
  }),
  fileBytesMax: (amount) => ({
    en: `A file may have ${amount} bytes at most`,
    ko: `파일 하나의 크기는 ${amount}바이트까지입니다`,
  }),
  totalBytesMax: (amount) => ({
    en: `All files together may have ${amount} bytes at most`,
    ko: `파일을 모두 합친 크기는 ${amount}바이트까지입니다`,
  }),
  depthMax: (amount) => ({
    en: `Folders may lie ${amount} deep at most`,
    ko: `폴더는 ${amount}단계까지 겹칠 수 있습니다`,
  }),
  pathLengthMax: (amount) => ({
    en: `A path may have ${amount} characters at most`,
    ko: `경로는 ${amount}자까지입니다`,
  }),
  zipBytesMax: (amount) => ({
    en: `A zip may have ${amount} bytes at most`,
    ko: `zip 파일의 크기는 ${amount}바이트까지입니다`,
  }),
  zipDepthMax: () => ({
    en: "A zip in a zip in a zip is not opened",
    ko: "zip 안의 zip에 또 든 zip은 열지 않습니다",
  }),
  ratioMax: (amount) => ({
    en: `Unpacked, a file may be ${amount} times as large as packed`,
    ko: `압축을 푼 파일은 압축한 크기의 ${amount}배까지입니다`,
  }),
  notebookBytesMax: (amount) => ({
    en: `A notebook may have ${amount} bytes at most: clear its outputs and save it`,
    ko: `노트북의 크기는 ${amount}바이트까지입니다. 출력을 지우고 저장하세요`,
  }),
  cellsMax: (amount) => ({
    en: `${amount} cells are read of one notebook at most`,
    ko: `노트북 하나에서 셀 ${amount}개까지 읽습니다`,
  }),
  cellCharactersMax: (amount) => ({
    en: `A cell may have ${amount} characters at most`,
    ko: `셀 하나는 ${amount}자까지입니다`,
  }),
  nestingMax: (amount) => ({
    en: `Brackets and templates may be nested ${amount} deep at most`,
    ko: `괄호와 템플릿은 ${amount}단계까지 겹칠 수 있습니다`,
  }),
  packedBytesMax: (amount) => ({
    en: `All notebooks and zips together may have ${amount} bytes at most`,
    ko: `노트북과 zip을 모두 합친 크기는 ${amount}바이트까지입니다`,
  }),
};

/** The reason of a budget; its name is in it. */
export function overBudget(budget: Budget): Text {
  const amount = limits[budget].toLocaleString("en-US");
  const { en, ko } = limited[budget]?.(amount) ?? {
    en: `The limit is ${amount}`,
    ko: `한도는 ${amount}입니다`,
  };
  return { en: `${en} (${budget})`, ko: `${ko}(${budget})` };
}

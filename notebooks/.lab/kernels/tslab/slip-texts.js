/** The sentences about slips, in both languages. */

export const TEXTS = {
  en: {
    interrupted: "Interrupted. What this cell declares is lost: run it again.",
    backtick: (command) =>
      `Behind sh stands a backtick (\`, on the key left of the 1), not a quote: await sh\`${command}\`;`,
    shell: (command) => `A shell command stands between backticks in a cell: await sh\`${command}\`;`,
    openBacktick: (line) =>
      `The backtick in line ${line} is not closed: put another \` where the command ends.`,
    openQuote: (line) => `A quote in line ${line} is not closed.`,
    letter: (question) => `The letter stands between quotes: predict("${question}", "b");`,
    strange: (sign, instead, line) => `Line ${line} has the sign ${sign} where code needs ${instead}`,
    firstCell: (name) =>
      `${name} is not there yet. Run the first cell of this notebook, and then this one again.`,
    notImported: (name) =>
      `${name} is not imported in this notebook. Write above: import { ${name} } from "service-bootcamp-grader/notebook";`,
    exercise: "ex is not there yet. Run the cell with exercise(...) above, and then this one again.",
    unknown: (name) =>
      `${name} is not there. If a cell above makes it, run that cell first; a cell that failed makes nothing.`,
    meant: (name, meant) => `${name} is not there. Did you mean ${meant}?`,
    hangul: (name) =>
      `"${name}" was typed in Korean letters. Switch the keyboard to English and type it again.`,
    missingAwait: "The result is not there yet: put await in front, as in const ip = await read`...`;",
    other: (line, column, message) => `Line ${line}, column ${column}: ${message}`,
  },
  ko: {
    interrupted: "중단했습니다. 이 셀에서 선언한 것은 남지 않으니 다시 실행하세요.",
    backtick: (command) =>
      `sh 뒤에는 따옴표가 아니라 백틱(\`)을 적습니다. 백틱은 숫자 1 왼쪽 키에 있습니다: await sh\`${command}\`;`,
    shell: (command) => `셸 명령은 백틱(\`) 사이에 적습니다: await sh\`${command}\`;`,
    openBacktick: (line) =>
      `${line}번째 줄의 백틱(\`)이 닫히지 않았습니다. 명령이 끝나는 곳에 백틱을 하나 더 적어 주세요.`,
    openQuote: (line) => `${line}번째 줄의 따옴표가 닫히지 않았습니다.`,
    letter: (question) => `보기의 글자는 따옴표 사이에 적습니다: predict("${question}", "b");`,
    strange: (sign, instead, line) =>
      `${line}번째 줄에 ${sign} 기호가 있습니다. 그 자리에 ${instead} 기호를 적어 주세요.`,
    firstCell: (name) =>
      `아직 ${name}을(를) 쓸 수 없습니다. 이 노트북의 첫 셀을 실행한 다음 이 셀을 다시 실행해 주세요.`,
    notImported: (name) =>
      `이 노트북은 ${name}을(를) 가져오지 않았습니다. 위에 이렇게 적어 주세요: import { ${name} } from "service-bootcamp-grader/notebook";`,
    exercise:
      "아직 ex를 쓸 수 없습니다. 위에 있는 exercise(...) 셀을 실행한 다음 이 셀을 다시 실행해 주세요.",
    unknown: (name) =>
      `${name}(이)라는 이름이 없습니다. 위의 셀에서 만드는 이름이라면 그 셀을 먼저 실행해 주세요. 실패한 셀은 아무 이름도 만들지 않습니다.`,
    meant: (name, meant) => `${name}(이)라는 이름이 없습니다. 혹시 ${meant}인가요?`,
    hangul: (name) =>
      `"${name}"은(는) 한글로 입력되었습니다. 한/영 키를 눌러 영문으로 바꾸고 다시 입력해 주세요.`,
    missingAwait: "결과가 아직 나오지 않았습니다. 앞에 await를 적어 주세요: const ip = await read`...`;",
    other: (line, column, message) => `${line}번째 줄 ${column}번째 글자: ${message}`,
  },
};

/** A command that waits for what never comes, or for a person. */
import type { Reading } from "./message.ts";

export const endlessCommand: Reading = ({ text }) => {
  if (/nothing is left to happen in the cluster, and the command still waits|\(waitMax\)/.test(text))
    return {
      en: "A command waited for what never comes, as get -w, logs -f, port-forward and proxy do: to go on beside it, put & behind it",
      ko: "명령 하나가 오지 않을 것을 계속 기다렸습니다. get -w, logs -f, port-forward, proxy가 그렇습니다. 뒤에서 실행하려면 끝에 &를 붙이세요",
    };
  if (/nobody types into it here|problem with the editor/.test(text))
    return {
      en: 'kubectl edit opens an editor, and in a file of commands nobody types into it: use kubectl patch or apply, or give it a program (KUBE_EDITOR="sed -i s/a/b/")',
      ko: 'kubectl edit는 편집기를 여는데, 명령 파일에서는 편집할 사람이 없습니다. kubectl patch나 apply를 쓰거나 프로그램을 지정하세요(KUBE_EDITOR="sed -i s/a/b/")',
    };
  const [, object] = /^error: timed out waiting for the condition on (\S+)/.exec(text) ?? [];
  if (object === undefined) return undefined;
  return {
    en: `A command waited for ${object} until its time was over, and the condition did not come`,
    ko: `명령이 ${object}을(를) 기다렸지만, 시간이 다 되도록 조건이 이루어지지 않았습니다`,
  };
};

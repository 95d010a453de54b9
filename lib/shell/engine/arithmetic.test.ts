// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is bash.
// What bash 5.2 prints for the same scripts.
import { expect, test } from "vitest";
import { shellMachine } from "../../testing/shell-machine.ts";

const MAPS = "declare -A n; h=web-7d.a; n[$h]=4; n[x]=2; a=(5 6 7); i=1; s=hello; p=3; empty=\n";

test.each([
  [
    "counts with a default",
    'for w in p-1 p-2 p-1; do c[0]=1; n[$w]=$((${n[$w]:-0}+1)); done; echo "${n[p-1]} ${n[p-2]}"',
    "2 1",
  ],
  ["counts without", 'for w in p-1 p-2 p-1; do n[$w]=$((n[$w]+1)); done; echo "${n[p-1]} ${n[p-2]}"', "2 1"],
  [
    "counts with ++",
    '(( n[$h]++ )); ((n["$h"]+=1)); let n[$h]++; let "n[$h]+=1"; (( n[new]++ )); k="b c"; (( n[$k]++ )); echo "${n[$h]} ${n[new]} ${n[$k]}"',
    "8 1 1",
  ],
  [
    "counts lines",
    'declare -A e; while read -r w _; do e[$w]=$(( ${e[$w]:-0} + 1 )); done < <(printf "p-1 a\\np-2 b\\np-1 c\\n"); for k in "${!e[@]}"; do echo -n "$k=${e[$k]} "; done',
    "p-1=2 p-2=1 ",
  ],
  [
    "counts in a function",
    'f() { local -A c; for w in "$@"; do ((c[$w]++)); done; echo "${c[p-1]} ${c[p-2]}"; }; f p-1 p-2 p-1; echo "[${c[*]}]"',
    "2 1\n[]",
  ],
  [
    "keys",
    "echo $(( ${n[$h]:-0}+1 )) $(( n[$h]+1 )) $(( n[x]+1 )) $(( n['x'] )) $(( ${n[$(echo x)]}+1 )) $(( ${n[nope]:-7}+1 ))",
    "5 5 3 2 3 8",
  ],
  [
    "subscripts",
    "echo $(( a[i]+1 )) $(( a[i+1] )) $(( ${a[$i]:-0} )) $(( ${a[-1]} )) $((a[-1])) ${a[$((i+1))]} ${a[${n[none]:-0}]} ${a[${#a[@]}-1]}",
    "7 7 6 7 7 7 5 7",
  ],
  [
    "operators",
    "echo $(( ${u:-3}+1 )) $(( ${u:=3}+1 )) $u $(( ${empty:+9}+1 )) $(( ${s:1:0}1 )) $(( ${s/hello/4}+1 )) $(( ${#s} + ${#a[@]} + ${#n[@]} )) $((${#h} > 3 ? 1 : 0)) $(( ${h%%-*}0 ))",
    "4 4 3 1 1 5 10 1 0",
  ],
  [
    "indirection and arguments",
    "r=p; set -- 4 5; echo $(( ${!r}+1 )) $(( $1 + ${2:-0} + $# )) $(( ${@: -1} )) $(( $(echo 3)+1 )) $(( `echo 4`+1 ))",
    "4 11 5 4 5",
  ],
  [
    "inside other expansions",
    "echo ${s:$((i+1)):${#a[@]}} ${s: -2:1}; printf '%d\\n' $(( 100 * ${n[x]:-0} / ${#a[@]} )); for ((q=${n[zz]:-1}; q < ${#a[@]}; q++)); do echo -n $q; done",
    "llo l\n66\n12",
  ],
  [
    "conditions",
    "[[ ${n[x]:-0} -gt 1 ]] && (( ${n[x]:-0} == ${n[x]} )) && [ $(( ${n[x]:-0} )) -lt 3 ] && echo yes; until (( ${#t} >= 3 )); do t+=x; done; echo $t",
    "yes\nxxx",
  ],
  [
    "side effects",
    "echo $(( n[x]++ )) $(( ++n[x] )) $(( n[x]+=10 )) ${n[x]} $(( a[0]++ )) ${a[0]}; declare -i d=${a[1]}*2; echo $d $[ ${p:-0} + 1 ]",
    "2 4 14 14 5 6\n12 4",
  ],
])("%s", async (_, script, stdout) => {
  const result = await shellMachine().run(MAPS + script);
  expect({ ...result, stdout: result.stdout.replace(/\n$/, "") }).toEqual({
    stdout,
    stderr: "",
    exitCode: 0,
  });
});

test("what comes out of a variable is arithmetic, and no part of a longer number", async () => {
  const { stdout } = await shellMachine().run("y='2+1'; echo $(( y * 2 )) $(( $y * 2 ))");
  expect(stdout).toBe("6 4\n");
});

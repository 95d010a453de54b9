/** Words of Node, V8, libraries and this program that no person may read. */
export const HOST_WORDS =
  /node:|\(node[:)]|\bat (?:async )?\S+ ?\(?\S*:\d+:\d+|(?:Type|Range|Syntax|Reference|Assertion)Error|\bE(?:NOENT|ISDIR|NOTDIR|ACCES|LOOP|EXIST|ADDRINUSE|PIPE|NAMETOOLONG)\b|\bundefined\b|\bNaN\b|\[object |Unexpected (?:token|end of JSON)|just-bash|commander|yauzl|js-yaml|YAMLException|undici|nock|ERR_[A-Z]|node_modules|is not a function|is not iterable|Cannot read propert|Maximum call stack|Invalid (?:array length|count value)|bootcamp의 결함|fault of bootcamp/;

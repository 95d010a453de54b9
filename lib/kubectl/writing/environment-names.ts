/** How kubectl wants environment variables to be called: stricter than the server. Models apimachinery/pkg/util/validation IsEnvVarName. */

const NAME = "[-._a-zA-Z][-._a-zA-Z0-9]*";
const RULE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit";

/** What is wrong with the name; nothing when all is well. */
export function environmentNameFaults(name: string): string[] {
  if (!new RegExp(`^${NAME}$`).test(name))
    return [
      `${RULE} (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '${NAME}')`,
    ];
  if (name === "." || name === "..") return [`must not be '${name}'`];
  return name.startsWith("..") ? ["must not start with '..'"] : [];
}

/** Opens a text in the learner's editor. Models kubectl/pkg/cmd/util/editor. */
import type { Invocation } from "../verb.ts";
import { KubectlError } from "../verb.ts";

const NOT_FOUND = 127;

/**
 * Writes the text to a file, runs KUBE_EDITOR, EDITOR or vi on it and reads it back.
 * @throws KubectlError when the editor cannot be started or fails
 */
export async function launchEditor({ client, out }: Invocation, text: string, path: string): Promise<string> {
  const { shell } = client;
  const editor = shell.env.get("KUBE_EDITOR") || shell.env.get("EDITOR") || "vi";
  await shell.writeFile(path, text);
  const { stdout, stderr, exitCode } = await shell.exec(`${editor} ${path}`);
  if (exitCode === NOT_FOUND) throw new KubectlError(`unable to launch the editor "${editor}"`);
  out.stdout(stdout);
  out.stderr(stderr);
  if (exitCode !== 0) throw new KubectlError(`there was a problem with the editor "${editor}"`);
  return shell.readFile(path);
}

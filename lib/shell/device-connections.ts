/**
 * `/dev/tcp/HOST/PORT`: bash opens a connection where a redirection names such a file, which is in no folder. Leaves out what
 * goes over it, `/dev/udp`, and reading from it.
 */
import type { Machine } from "./command.ts";
import { systemReason } from "./commands/http-text.ts";
import { RefusedPathError } from "./engine/index.ts";

/** @returns what opens a path of this kind, and nothing for other paths. @throws RefusedPathError when there is no connection. */
export function deviceConnections({ flavour, network }: Machine): (path: string) => Promise<boolean> {
  return async (path) => {
    const [, protocol, host = "", port = ""] = /^\/dev\/(tcp|udp)\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    if (protocol === undefined) return false;
    // busybox's ash knows of no such files.
    if (flavour === "busybox") throw new RefusedPathError(`can't create ${path}`, "nonexistent directory");
    if (protocol === "udp" || network === undefined)
      throw new RefusedPathError(path, "this is not part of this simulation; TCP is, by nc -zv HOST PORT");
    const connected = await network.connect(host, Number(port));
    if (!("error" in connected)) return true;
    const { code } = connected.error;
    throw code === "ENOTFOUND"
      ? new RefusedPathError(`${host}: Name or service not known\nbash: ${path}`, "Invalid argument")
      : new RefusedPathError(`connect: ${systemReason(code)}\nbash: ${path}`, systemReason(code));
  };
}

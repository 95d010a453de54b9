/**
 * The volumes of one Pod: set up before its containers start, shared by them, kept until it is gone, and brought up to
 * date while it runs. Models pkg/kubelet/volumemanager. A claim for storage is an empty folder, for there is no storage;
 * of a node's own files there are only the folders that Pods made there, each by its path alone.
 */
import { isEqual } from "../api/equal.ts";
import type { Container } from "../api/kinds/pod-spec.ts";
import type { Volume } from "../api/kinds/volume.ts";
import { type FolderFiles, type Mount, SharedFolder } from "../images/container-shell.ts";
import { expandVariables } from "./command-line.ts";
import { ConfigError } from "./config-data.ts";
import type { Environment } from "./environment.ts";
import type { ContainerVolumes, PodRuntime } from "./node-runtime.ts";
import { isServiceAccountToken, isUpdated, volumeContent } from "./volume-content.ts";

/** What a node has in any case. */
const HOST_FOLDERS = new Set(
  "/ /dev /etc /home /mnt /opt /proc /root /run /srv /sys /tmp /usr /var".split(" "),
);
const HOST_FOLDERS_BELOW = ["/var/lib", "/var/log", "/var/run", "/usr/local", "/etc/kubernetes"];

export class PodVolumes {
  readonly #runtime: PodRuntime;
  /** Those that a container mounts. */
  readonly #volumes: readonly Volume[];
  readonly #contents = new Map<string, FolderFiles>();
  readonly #folders = new Map<string, SharedFolder>();

  constructor(runtime: PodRuntime) {
    const { initContainers = [], containers, volumes = [] } = runtime.pod.spec;
    const mounted = new Set(
      [...initContainers, ...containers].flatMap(({ volumeMounts = [] }) =>
        volumeMounts.map(({ name }) => name),
      ),
    );
    this.#runtime = runtime;
    this.#volumes = volumes.filter(({ name }) => mounted.has(name));
  }

  /** Whether the kubelet has to look again from time to time. */
  get areUpdated(): boolean {
    return this.#volumes.some(isUpdated);
  }

  /** Makes all that is not there yet, or not up to date. @throws ConfigError with the text of FailedMount. */
  setUp(): void {
    for (const volume of this.#volumes) {
      try {
        this.#setUp(volume);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        throw new ConfigError(`MountVolume.SetUp failed for volume "${volume.name}" : ${error.message}`);
      }
    }
  }

  of({ volumeMounts = [] }: Container, env: Environment): ContainerVolumes {
    const singles: (() => Record<string, string>)[] = [];
    const mounts: Mount[] = [];
    for (const mount of volumeMounts) {
      const volume = this.#volumes.find(({ name }) => name === mount.name);
      if (volume === undefined) continue;
      const path = mount.mountPath.replace(/(?<=.)\/+$/, "");
      const content = this.#contents.get(volume.name);
      const subPath = expandVariables(mount.subPathExpr ?? "", env) || (mount.subPath ?? "");
      const single = content?.[subPath];
      if (single !== undefined) singles.push(() => ({ [path]: single.text }));
      else if (isServiceAccountToken(volume)) singles.push(() => textsOf(path, content));
      else mounts.push(this.#mount(volume, path, subPath, mount.readOnly === true));
    }
    return { files: () => Object.assign({}, ...singles.map((make) => make())), mounts };
  }

  #setUp(volume: Volume): void {
    if (volume.hostPath !== undefined) this.#checkHostPath(volume.hostPath);
    if (this.#contents.has(volume.name) && !isUpdated(volume)) return;
    const content = volumeContent(this.#runtime, volume);
    if (content === undefined || isEqual(content, this.#contents.get(volume.name))) return;
    this.#contents.set(volume.name, content);
    this.#folders.get(volume.name)?.replace(content);
  }

  #checkHostPath({ path, type = "" }: NonNullable<Volume["hostPath"]>): void {
    const isFolder =
      this.#runtime.node.hostFolders.has(path) ||
      HOST_FOLDERS.has(path) ||
      HOST_FOLDERS_BELOW.some((each) => path.startsWith(each));
    if (type === "Directory" && !isFolder)
      throw new ConfigError(`hostPath type check failed: ${path} is not a directory`);
    if (type === "File") throw new ConfigError(`hostPath type check failed: ${path} is not a file`);
    if (type === "Socket") throw new ConfigError(`hostPath type check failed: ${path} is not a socket file`);
  }

  #mount(volume: Volume, path: string, subPath: string, wantsReadOnly: boolean): Mount {
    const folder = this.#folder(volume);
    const isReadOnly = wantsReadOnly || this.#contents.has(volume.name);
    if (subPath === "") return { path, folder, isReadOnly };
    folder.makePart(subPath);
    return { path, folder, subPath, isReadOnly };
  }

  #folder({ name, hostPath }: Volume): SharedFolder {
    const { clock, hostFolders } = this.#runtime.node;
    const [shared, key] = hostPath === undefined ? [this.#folders, name] : [hostFolders, hostPath.path];
    const folder = shared.get(key) ?? new SharedFolder(this.#contents.get(name) ?? {}, clock.now);
    shared.set(key, folder);
    return folder;
  }
}

function textsOf(folder: string, content: FolderFiles = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(content).map(([name, { text }]) => [`${folder}/${name}`, text]));
}

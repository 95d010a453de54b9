/** A container image: what its process listens on and which programs its file system holds. One file each in this folder. */
import type { DnsAnswer, DnsQuestion, HttpHandler, NetworkClient } from "../network/http.ts";
import type { ExecResult, TerminalConnection } from "../shell/terminal.ts";

type Names = readonly string[] | undefined;

/** The running container as its program sees it. */
export interface ProcessContext {
  readonly hostname: string;
  readonly podIP: string;
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  /** Where it was started. */
  readonly cwd: string;
  /** The tag it was pulled by: `latest`, `v1`. */
  readonly tag: string;
  /** Simulated Unix milliseconds. */
  readonly now: () => number;
  /** What comes on its standard input; empty for the first process of a container. */
  readonly stdin: string;
  /** Whether it prints to a terminal. */
  readonly isTerminal: boolean;
  /** The person at that terminal, if there is one. */
  readonly terminal?: TerminalConnection;
  /** Prints: for the first process of a container, into its log. Default: standard output. */
  readonly log: (text: string, stream?: "stdout" | "stderr") => void;
  /** The network as its Pod sees it. */
  readonly network: NetworkClient;
  /** Runs a program of the container, as fork and exec do. Only inside an actor. */
  readonly run: (argv: readonly string[]) => Promise<ExecResult | undefined>;
  /** Ends the program. */
  readonly exit: (code: number) => void;
  /** A file of the container as it is now; a promise once a program ran in there. */
  readonly readFile: (path: string) => string | undefined | Promise<string | undefined>;
  /** Names in a folder, or undefined when it is no folder. */
  readonly readFolder: (path: string) => Names | Promise<Names>;
  /** One and the same for all programs of a container. */
  readonly container: object;
}

/** Where a program cannot listen: another one does, or the machine has no such address. */
export interface ListenFailure {
  /** `*` for every address. */
  readonly address: string;
  readonly port: number;
  readonly isInUse: boolean;
}

/** What differs between programs of one container. */
export type OwnContext = Pick<
  ProcessContext,
  "argv" | "cwd" | "env" | "stdin" | "isTerminal" | "terminal" | "log" | "exit"
>;

/** What a name server in the cluster can find out. */
export interface ClusterNames {
  /** Whether a name is in the zones of the cluster itself; in lower case, without its last dot. */
  isOwn(name: string): boolean;
  /** Answers from the Services and Pods of the cluster. The name is in lower case, without its last dot. */
  query(question: DnsQuestion): DnsAnswer;
  /** Asks the server that the node itself uses. */
  forward(question: DnsQuestion): DnsAnswer;
}

/** What a program does once started. */
export interface ImageProcess {
  /** Replaces itself by another program, as an entrypoint script ends with `exec "$@"`; nothing else counts then. */
  readonly exec?: readonly string[];
  /** Port (`8080`) or address and port (`127.0.0.1:8080`, `[::1]:8080`) -> handler. A port alone listens at every address. */
  readonly listen?: Readonly<Record<number | `${string}:${number}`, HttpHandler>>;
  /** What it answers at the UDP and TCP port 53; absent: nothing is there. */
  readonly answerName?: (question: DnsQuestion, clientIP: string, names: ClusterNames) => DnsAnswer;
  /** What it prints when it cannot listen, before it ends with 1. Default: Go's message. */
  readonly cannotListen?: (failure: ListenFailure) => string;
  /** It goes on in the background, so that the script that started it goes on; a container whose first process does so ends. */
  readonly isDaemon?: boolean;
  /** When the process begins to listen after its start; absent: at once. */
  readonly listensAfterMs?: number;
  /** Works until the promise gives its exit code; absent: it waits for requests. Runs inside an actor. */
  readonly work?: () => Promise<number>;
  /** When and with which code it exits; absent: it runs until it is stopped. */
  readonly exits?: { readonly afterMs: number; readonly code: number };
  /** What it does first when SIGTERM comes: a line in its log, say. */
  readonly stopping?: () => void;
  /** How long it goes on serving after SIGTERM; absent: it ends at once. `never`: only SIGKILL ends it. */
  readonly stopsAfterMs?: number | "never";
  /** Its exit code after SIGTERM. Default 0. */
  readonly stopExitCode?: number;
}

/** Starts a program. It may take a promise to read files, once other programs have run in the container. */
export type Program = (context: ProcessContext) => ImageProcess | Promise<ImageProcess>;

export interface Image {
  /** Repository without tag: `gasbugs/http-go`, `busybox`. */
  readonly repository: string;
  /** Other repositories that hold the same image. Mirrors of whole registries are known without: see `image-reference.ts`. */
  readonly aliases?: readonly string[];
  /** The tags that exist, or patterns of them; any other one is an ErrImagePull. */
  readonly tags: readonly (string | RegExp)[];
  /** What is otherwise under a tag: `nginx:alpine` has other programs than `nginx:latest`. */
  readonly variant?: (tag: string) => Partial<Omit<Image, "repository" | "aliases" | "tags" | "variant">>;
  /** What always runs (ENTRYPOINT), unless the Pod's `command` says otherwise. Default: nothing, so that `cmd` names the program. */
  readonly entrypoint?: readonly string[];
  /** What stands behind it (CMD), unless the Pod gives a `command` or `args`. */
  readonly cmd?: readonly string[];
  /** The image's own program by argv[0]; what it does not know is looked for in the shell's programs. Those without a folder are there for scripts too. */
  readonly programs?: Readonly<Record<string, Program>>;
  readonly workingDir: string;
  /**
   * Programs on the path of the real image, also those that the simulation lacks and says so; a name that is not here is
   * "executable file not found in $PATH".
   */
  readonly commands: readonly string[];
  /** In an image of busybox, those of its `commands` that other packages bring, also where busybox has one of the name. */
  readonly packaged?: readonly string[];
  /** Default: that of busybox:latest. */
  readonly busyboxVersion?: string;
  readonly bindVersion?: string;
  /** The version of curl in this image, where it has one; texts differ between versions. */
  readonly curlVersion?: string;
  /** busybox's own programs, or the GNU and BIND ones. */
  readonly flavour: "busybox" | "debian";
  /** Extra files at start. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Compressed bytes, for the `Pulled` event. */
  readonly sizeBytes: number;
}

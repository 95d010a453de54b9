/**
 * JupyterLab as a child process, configured by `notebooks/.lab/`: the kernel of the course is found there and is the only one. It
 * shows the learner's place alone. What it writes for itself stays inside the checkout (`.venv/jupyter`), and what it remembers of the
 * learner in their place (`.lab`).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Language } from "service-bootcamp";
import { labKubeconfig } from "../notebook/kubeconfig.ts";
import type { LabPlace } from "./lab-place.ts";
import { terminalCommand } from "./lab-terminal.ts";
import type { LabTexts } from "./lab-texts.ts";
import { LabError, lastLines } from "./virtual-environment.ts";

/** JupyterLab must answer within this time. */
const startLimitMs = 120_000;
/** A server that was asked to end gets this long to shut its kernels down. */
const endLimitMs = 15_000;

export interface JupyterOptions {
  readonly root: string;
  readonly python: string;
  /** Whether Jupyter opens the person's browser. */
  readonly browser: boolean;
  /** A fixed port; without it 8888 or the next free one. */
  readonly port?: number | undefined;
  readonly lang: Language;
  readonly place: LabPlace;
  /** What is opened, as a path of JupyterLab: `/lab/tree/notebooks/01-....ipynb`. */
  readonly page: string;
  /** The language of JupyterLab's own menus, if it is not English. */
  readonly locale?: string | undefined;
}

export interface JupyterServer {
  /** The page, with the token of this run, once JupyterLab answers; `undefined` when it ended before. Rejects when it is too slow. */
  readonly url: Promise<string | undefined>;
  /** Resolves when it has ended: `true` when it was asked to. */
  readonly ended: Promise<boolean>;
  /** Asks it to end; a second call changes nothing. */
  end(): void;
  /** The end of its log, and where the log is. */
  lastLog(): string;
}

/** The environment in which Jupyter's programs find the course's kernel and write nothing into the person's home. */
export function jupyterEnvironment(root: string): NodeJS.ProcessEnv {
  const { settings, config, data, runtime } = placesOf(root);
  return {
    ...process.env,
    // The kernel runs on the Node that runs this, whichever comes first on the PATH.
    PATH: [dirname(process.execPath), process.env.PATH ?? ""].join(delimiter),
    JUPYTER_PATH: settings,
    JUPYTER_CONFIG_DIR: config,
    JUPYTER_DATA_DIR: data,
    JUPYTER_RUNTIME_DIR: runtime,
  };
}

/** The same for a learner: kernels and terminals speak the language of the lab, and reach no cluster but a notebook's. */
export function labEnvironment(root: string, lang: Language): NodeJS.ProcessEnv {
  const env = jupyterEnvironment(root);
  return {
    ...env,
    PATH: [join(root, "node_modules", ".bin"), env.PATH].join(delimiter),
    BOOTCAMP_LANG: lang,
    KUBECONFIG: labKubeconfig(),
  };
}

function placesOf(
  root: string,
): Readonly<Record<"settings" | "config" | "overrides" | "data" | "runtime" | "log", string>> {
  const state = join(root, ".venv", "jupyter");
  return {
    settings: join(root, "notebooks", ".lab"),
    config: join(state, "config"),
    overrides: join(state, "settings"),
    data: join(state, "data"),
    runtime: join(state, "runtime"),
    log: join(state, "lab.log"),
  };
}

/** Starts it and returns at once, so that a signal that arrives meanwhile can end it. */
export function startJupyter(options: JupyterOptions, texts: LabTexts): JupyterServer {
  const env = labEnvironment(options.root, options.lang);
  const { settings, config, runtime, log } = placesOf(options.root);
  mkdirSync(runtime, { recursive: true });
  mkdirSync(join(config, "custom"), { recursive: true });
  copyFileSync(join(settings, "terminal.css"), join(config, "custom", "custom.css"));
  writeSettings(options);
  const output = openSync(log, "w");
  // In a process group of its own, because Jupyter answers the terminal's Ctrl-C by asking whether to stop.
  const child = spawn(
    options.python,
    jupyterArguments(options, terminalCommand(options.place.state, env, texts)),
    {
      cwd: options.place.folder,
      env,
      detached: true,
      stdio: ["ignore", output, output],
    },
  );
  const lastLog = (): string => `${lastLines(readFileSync(log, "utf8"))}\n(${log})`;
  const url = addressOf(child, runtime).then((address) => {
    if (address !== undefined)
      return `${address.url.replace(/\/$/, "")}${options.page}?token=${address.token}`;
    if (isRunning(child)) throw new LabError(`${lastLog()}\n${texts.startTooSlow(startLimitMs / 1000)}`);
    return undefined;
  });
  return { ...endable(child), url, lastLog };
}

/** JupyterLab's defaults, among them the language of its menus; what the learner sets in its settings wins. */
function writeSettings({ root, locale = "default" }: JupyterOptions): void {
  const { settings, overrides } = placesOf(root);
  const ours = JSON.parse(readFileSync(join(settings, "settings", "overrides.json"), "utf8")) as object;
  mkdirSync(overrides, { recursive: true });
  writeFileSync(
    join(overrides, "overrides.json"),
    JSON.stringify({ ...ours, "@jupyterlab/translation-extension:plugin": { locale } }),
  );
}

function jupyterArguments(options: JupyterOptions, terminal: readonly string[] | undefined): string[] {
  const { place } = options;
  return [
    ...["-m", "jupyterlab", "--allow-root"],
    ...(options.browser ? [] : ["--no-browser"]),
    ...(options.port === undefined ? [] : [`--ServerApp.port=${options.port}`, "--ServerApp.port_retries=0"]),
    ...(terminal === undefined
      ? []
      : [`--ServerApp.terminado_settings=${JSON.stringify({ shell_command: terminal })}`]),
    `--ServerApp.root_dir=${place.folder}`,
    `--ContentsManager.hide_globs=${JSON.stringify(HIDDEN)}`,
    `--LabApp.default_url=${options.page}`,
    `--LabApp.app_settings_dir=${placesOf(options.root).overrides}`,
    `--LabApp.user_settings_dir=${join(place.state, "settings")}`,
    `--LabApp.workspaces_dir=${join(place.state, "workspaces")}`,
    "--LabApp.custom_css=True",
    "--LabApp.expose_app_in_browser=True", // so that a test can press "Run All Cells" and know when it is done
    "--ZMQChannelsWebsocketConnection.limit_rate=False", // or a thousand lines a second are cut off
    "--KernelSpecManager.ensure_native_kernel=False",
    "--KernelSpecManager.allowed_kernelspecs=tslab",
    "--MultiKernelManager.default_kernel_name=tslab",
  ];
}

/** What the learner need not see among their files, besides names that begin with a dot. */
const HIDDEN = ["node_modules", "progress.json", "progress.kept-*.json"];

function endable(child: ChildProcess): Pick<JupyterServer, "ended" | "end"> {
  let asked = false;
  const ended = new Promise<boolean>((resolve) => {
    child.on("error", () => resolve(asked)).on("exit", () => resolve(asked));
  });
  const end = (): void => {
    if (asked) return;
    asked = true;
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), endLimitMs).unref();
  };
  return { ended, end };
}

/** Waits for the file that Jupyter writes into its runtime folder, then for its first answer. */
async function addressOf(
  child: ChildProcess,
  runtime: string,
): Promise<{ url: string; token: string } | undefined> {
  const serverFile = join(runtime, `jpserver-${child.pid}.json`);
  for (
    const deadline = Date.now() + startLimitMs;
    Date.now() < deadline && isRunning(child);
    await delay(100)
  ) {
    try {
      const address = JSON.parse(readFileSync(serverFile, "utf8")) as { url: string; token: string };
      const reply = await fetch(`${address.url}api/status`, {
        headers: { authorization: `token ${address.token}` },
      });
      if (reply.ok) return address;
    } catch {
      // Not written yet, half written, or not listening yet.
    }
  }
  return undefined;
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

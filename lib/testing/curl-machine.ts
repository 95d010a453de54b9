/** Servers for tests of curl, and what their answers look like in curl's output. */
import { welcome } from "./fake-network.ts";
import { type ShellMachineOptions, shellMachine } from "./shell-machine.ts";

export const IP = "10.99.129.175";
export const BODY = "Welcome! http-go-568f649bb-r6psq\n";
export const HEAD = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
`;
export const ZERO = "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0";
export const DONE = "\r100    33  100    33    0     0  33000      0 --:--:-- --:--:-- --:--:-- 33000\n";
export const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** `http-go-svc` answers by path; 10.0.0.1 to 10.0.0.5 each fail in a way of their own. */
export const curlMachine = (options: ShellMachineOptions = {}) =>
  shellMachine({
    names: { "http-go-svc": IP, "my-service": "10.96.0.77" },
    servers: {
      [`${IP}:80`]: ({ method, path, headers, body }) => {
        if (path === "/404")
          return {
            status: 404,
            headers: { "Content-Type": "text/plain; charset=utf-8", "Content-Length": "19" },
            body: "404 page not found\n",
          };
        if (path === "/500") return { status: 500, headers: { "Content-Length": "5" }, body: "oops\n" };
        if (path === "/302")
          return { status: 302, headers: { Location: "/ok", "Content-Length": "0" }, body: "" };
        if (path === "/loop")
          return { status: 302, headers: { Location: "/loop", "Content-Length": "0" }, body: "" };
        if (path === "/chunked")
          return { status: 200, headers: { "Transfer-Encoding": "chunked" }, body: "hello world\n" };
        if (path.startsWith("/echo")) return { body: JSON.stringify({ method, path, ...headers, body }) };
        if (method === "HEAD")
          return { status: 405, headers: { Allow: "GET, OPTIONS", "Content-Length": "19" }, body: "" };
        return welcome();
      },
      [`${IP}:8080`]: welcome(),
      "10.96.0.77:80": {
        status: 302,
        statusText: "Moved Temporarily",
        headers: { Location: "https://www.naver.com/", Server: "NWS", "Content-Length": "6" },
        body: "moved\n",
      },
      "10.0.0.1:80": { code: "ETIMEDOUT" },
      "10.0.0.2:80": { code: "ETIMEDOUT", connected: true },
      "10.0.0.3:80": { code: "EMPTY", connected: true },
      "10.0.0.4:80": { code: "ECONNRESET", connected: true },
      "10.0.0.5:80": { code: "EHOSTUNREACH", afterMs: 3070 },
    },
    ...options,
  });

export const curl = (...args: string[]) => curlMachine().exec(["curl", ...args]);
export const versioned = (curlVersion: string, ...args: string[]) =>
  curlMachine({ curlVersion }).exec(["curl", ...args]);

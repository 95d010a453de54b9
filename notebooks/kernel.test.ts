// The kernel replaces a little of tslab and zeromq: what it replaces must be there.
import { createRequire } from "node:module";
import { expect, test } from "vitest";

const require = createRequire(import.meta.url);

test("tslab is the release that the kernel was made for", () => {
  const { ZmqServer } = require("tslab/dist/jupyter.js");
  const { startKernel } = require("tslab/dist/main.js");
  expect(require("tslab/package.json").version).toBe("1.0.22");
  expect(ZmqServer.prototype.bindSocket).toHaveLength(2);
  expect(String(ZmqServer.prototype.init)).toMatch(
    /this\.iopub = new zmq\.Publisher\(\)[\s\S]*this\.bindSocket\(this\.iopub,/,
  );
  expect(String(startKernel)).toMatch(
    /executor_1\.createExecutor\)\(.*\{\s*log: console\.log,\s*error: console\.error,\s*\}\)/,
  );
  const { createExecutor } = require("tslab/dist/executor.js");
  expect(createExecutor).toHaveLength(3);
  expect(String(createExecutor)).toContain('console.error("%s%d:%d - %s", ');
  expect(String(createExecutor)).toContain("console.log(ret);");
  expect(String(startKernel)).toContain('"UncaughtException:"');
  expect(String(startKernel)).toContain('"UnhandledPromiseRejection:"');
});

test("tslab runs a cell so that it can begin later", () => {
  const { createExecutor } = require("tslab/dist/executor.js");
  const text = String(createExecutor);
  expect(text).toContain("convs.node.convert(prevDecl, src)");
  expect(text).toMatch(/converted\.hasToplevelAwait\s*\? "\(async function\(exports, require\) \{ "/);
  expect(text).toMatch(/vm_1\.default\.runInThisContext\(wrapped, \{\s*breakOnSigint: true,?\s*\}\)/);
  expect(text).toMatch(/if \(converted\.hasToplevelAwait\) \{\s*promise = ret;/);
  expect(text).toContain("await Promise.race([promise, interruptPromise]);");
});

test("tslab watches the disk through TypeScript's own functions, and its cells through none", () => {
  const { createConverter } = require("tslab/dist/converter.js");
  expect(String(createConverter)).toContain("const sys = Object.create(ts.sys);");
  expect(String(createConverter)).toContain("ts.sys.watchFile(path, cb, pollingInterval)");
  expect(String(createConverter)).toMatch(/if \(path === srcFilename\) \{\s*notifyUpdateSrc = callback;/);
});

test("a publisher of zeromq can be told to wait for nobody, and to drop nothing", () => {
  const { Publisher } = createRequire(require.resolve("tslab/package.json"))("zeromq");
  const publisher = new Publisher();
  Object.assign(publisher, { sendTimeout: 0, sendHighWaterMark: 0 });
  expect([publisher.sendTimeout, publisher.sendHighWaterMark]).toEqual([0, 0]);
  publisher.close();
});

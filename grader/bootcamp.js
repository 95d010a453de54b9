#!/usr/bin/env node
// The `bootcamp` command. A file of its own, because npm links commands before the first build has made any.
import("./dist/bundle/start-command.cjs");

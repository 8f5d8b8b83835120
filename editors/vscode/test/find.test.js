"use strict";
// Which program is started, without an editor.

const assert = require("node:assert");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { test } = require("node:test");
const { find } = require("../dist/find.js");

function folder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), "designdoc-"));
}

function program(...parts) {
  const file = path.join(...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, "#!/bin/sh\n", { mode: 0o755 });
  return file;
}

const usual = { configured: "", searchPath: "", platform: "linux" };

test("the environment of the workspace comes before PATH", () => {
  const work = folder();
  const elsewhere = folder();
  const own = program(work, ".venv", "bin", "designdoc");
  program(elsewhere, "designdoc");
  const found = find({ ...usual, folders: [work], searchPath: elsewhere });
  assert.deepStrictEqual(found, { kind: "found", command: own });
});

test("a second folder of the workspace is looked at too", () => {
  const other = folder();
  const own = program(other, "venv", "bin", "designdoc");
  const found = find({ ...usual, folders: [folder(), other] });
  assert.deepStrictEqual(found, { kind: "found", command: own });
});

test("PATH is the last resort", () => {
  const elsewhere = folder();
  const own = program(elsewhere, "designdoc");
  const found = find({ ...usual, folders: [folder()], searchPath: elsewhere });
  assert.deepStrictEqual(found, { kind: "found", command: own });
});

test("a path that was set is the only one, and may be relative to the workspace", () => {
  const work = folder();
  program(work, ".venv", "bin", "designdoc");
  const own = program(work, "tools", "designdoc");
  const set = find({ ...usual, configured: "tools/designdoc", folders: [work] });
  assert.deepStrictEqual(set, { kind: "found", command: own });
  const wrong = find({ ...usual, configured: "/nowhere/designdoc", folders: [work] });
  assert.deepStrictEqual(wrong, { kind: "missing", looked: ["/nowhere/designdoc"] });
});

test("what is there but cannot be run is no program", () => {
  const work = folder();
  fs.chmodSync(program(work, ".venv", "bin", "designdoc"), 0o644);
  const found = find({ ...usual, folders: [work] });
  assert.strictEqual(found.kind, "missing");
  assert.strictEqual(found.looked.length, 2);
});

test("on Windows the program is an exe among the scripts", () => {
  const work = folder();
  const own = program(work, ".venv", "Scripts", "designdoc.exe");
  const found = find({ ...usual, folders: [work], platform: "win32" });
  assert.deepStrictEqual(found, { kind: "found", command: own });
});

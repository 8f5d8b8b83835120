// Which program is the server: the configured one, else that of the workspace's environment, else
// the one on PATH. Apart from the editor, so that it can be tested without one.

import * as fs from "node:fs";
import * as path from "node:path";

export interface Surroundings {
  /** `designdoc.path` of the settings; empty for none. */
  configured: string;
  /** The folders of the workspace, the first one first. */
  folders: readonly string[];
  /** PATH of the environment. */
  searchPath: string;
  platform: NodeJS.Platform;
}

export type Found =
  | { kind: "found"; command: string }
  | { kind: "missing"; looked: readonly string[] };

const ENVIRONMENTS = [".venv", "venv"];

export function find(around: Surroundings): Found {
  const looked: string[] = [];
  for (const candidate of candidates(around)) {
    if (isProgram(candidate, around.platform)) {
      return { kind: "found", command: candidate };
    }
    looked.push(candidate);
  }
  return { kind: "missing", looked };
}

function* candidates(around: Surroundings): Generator<string> {
  const { configured, folders, platform } = around;
  if (configured) {
    // A path that was set is the only one: another server than the one asked for would be a riddle.
    const bases = folders.length > 0 && !path.isAbsolute(configured) ? folders : [""];
    yield* bases.map((base) => (base ? path.join(base, configured) : configured));
    return;
  }
  const inside = platform === "win32" ? ["Scripts", "designdoc.exe"] : ["bin", "designdoc"];
  for (const folder of folders) {
    for (const environment of ENVIRONMENTS) {
      yield path.join(folder, environment, ...inside);
    }
  }
  const name = platform === "win32" ? "designdoc.exe" : "designdoc";
  for (const folder of around.searchPath.split(path.delimiter).filter(Boolean)) {
    yield path.join(folder, name);
  }
}

function isProgram(file: string, platform: NodeJS.Platform): boolean {
  try {
    if (!fs.statSync(file).isFile()) {
      return false;
    }
    fs.accessSync(file, platform === "win32" ? fs.constants.F_OK : fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

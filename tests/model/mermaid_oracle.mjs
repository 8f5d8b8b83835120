// Reads a JSON list of diagrams and writes what mermaid.js itself makes of each.
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, input, output] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("<!DOCTYPE html><body></body>");
for (const name of ["document", "Element", "HTMLElement", "Node", "Option"]) {
  globalThis[name] = window[name];
}
globalThis.window = window;
const entry = `${folder}/node_modules/mermaid/dist/mermaid.core.mjs`;
const mermaid = (await import(pathToFileURL(entry))).default;
mermaid.initialize({ startOnLoad: false, logLevel: 5 });

const MESSAGE_KINDS = { note: 2 };
const results = [];
for (const text of JSON.parse(fs.readFileSync(input, "utf8"))) {
  try {
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    let edges = null;
    if (type.startsWith("flowchart")) {
      edges = db.getEdges().map((edge) => [edge.start, edge.end]);
    } else if (type === "sequence") {
      edges = db
        .getMessages()
        .filter((m) => m.from && m.to && typeof m.message === "string" && m.type !== MESSAGE_KINDS.note)
        .map((m) => [m.from, m.to]);
    }
    results.push({ ok: true, edges });
  } catch (error) {
    results.push({ ok: false, error: String(error.message ?? error).slice(0, 200) });
  }
}
fs.writeFileSync(output, JSON.stringify(results));

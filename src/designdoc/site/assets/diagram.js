"use strict";
// Inside a frame that may do nothing else: a diagram's text comes in, its picture goes out.
let turn = Promise.resolve();
addEventListener("message", ({ data, source }) => {
  turn = turn.then(async () => {
    try {
      mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: data.dark ? "dark" : "neutral", fontFamily: "system-ui, sans-serif", htmlLabels: false, flowchart: { htmlLabels: false, useMaxWidth: false }, sequence: { useMaxWidth: false }, suppressErrorRendering: true });
      const { svg } = await mermaid.render(`d${data.id}`, data.text);
      source.postMessage({ id: data.id, svg }, "*");
    } catch (error) {
      source.postMessage({ id: data.id, error: String(error?.message ?? error) }, "*");
    }
  });
});
parent.postMessage({ ready: true }, "*");

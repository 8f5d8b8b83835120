"use strict";
// Inside a frame that may do nothing else: a diagram's text comes in, its picture goes out.
// What draws comes packed; it runs as a script of the page, whose policy knows its digest.
window.designdocMermaid = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
  const script = document.createElement("script");
  script.textContent = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  document.head.append(script);
  parent.postMessage({ ready: true }, "*");
};
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

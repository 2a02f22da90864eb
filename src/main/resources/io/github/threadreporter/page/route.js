"use strict";

/* Places of the page: #/capture/ID/thread/33/frame/2?q=...&state=... */
(() => {
  function parse(hash) {
    const [path, query] = hash.replace(/^#\/?/, "").split("?");
    const parts = path.split("/").map(safeDecode);
    const route = { capture: null, thread: null, frame: undefined, q: "", states: new Set() };
    for (let i = 0; i + 1 < parts.length; i += 2) {
      if (parts[i] === "capture") route.capture = parts[i + 1];
      if (parts[i] === "thread") route.thread = parts[i + 1];
      if (parts[i] === "frame" && /^\d+$/.test(parts[i + 1])) route.frame = Number(parts[i + 1]);
    }
    const params = new URLSearchParams(query || "");
    route.q = params.get("q") || "";
    (params.get("state") || "").split(",").filter(Boolean).forEach(state => route.states.add(state));
    return route;
  }

  function safeDecode(part) {
    try {
      return decodeURIComponent(part);
    } catch (broken) {
      return part;
    }
  }

  function address(route) {
    let hash = "#/";
    if (route.capture) hash += "capture/" + encodeURIComponent(route.capture);
    if (route.thread !== null) hash += "/thread/" + encodeURIComponent(route.thread);
    if (route.frame !== undefined) hash += "/frame/" + route.frame;
    const params = [];
    if (route.q) params.push("q=" + encodeURIComponent(route.q));
    if (route.states.size) params.push("state=" + [...route.states].map(encodeURIComponent).join(","));
    return hash + (params.length ? "?" + params.join("&") : "");
  }

  TR.parse = parse;
  TR.address = address;
})();

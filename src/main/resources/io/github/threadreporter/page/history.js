"use strict";

/*
 * What went before the capture: the states of all threads at each moment as columns, processor time and pauses as lines,
 * and what threads did as a list.
 */
(() => {
  const { h, svg, text } = TR;
  const ORDER = ["BLOCKED", "RUNNABLE", "WAITING", "TIMED_WAITING", "NEW", "TERMINATED"];
  const WIDE = 12;
  const HIGH = 72;
  const OPEN_MOMENTS = 6;
  const MOST = 200;
  const SECOND = 1e6;

  function history(capture) {
    const told = capture.doc.history || {};
    const moments = TR.list(told.moments).slice(-MOST);
    if (!moments.length) return null;
    return [h("h2", { id: "before-title" }, "What went before"),
      h("p", { class: "muted" }, text.plural(told.looks || 0, "look") + " since ",
        h("time", { datetime: told.since, title: told.since }, text.clock(told.since)), ", the newest on the right"),
      chart(moments), key(moments), changes(moments)];
  }

  const counts = moment => ORDER.map(state => [state, Number((moment.states || {})[state]) || 0])
    .filter(([, count]) => count > 0);
  const total = moment => counts(moment).reduce((sum, [, count]) => sum + count, 0);

  function sentence(moment) {
    const figures = counts(moment).map(([state, count]) => text.number(count) + " " + state);
    if (moment.cpuPercent >= 0) figures.push("CPU " + text.number(moment.cpuPercent) + " %");
    if (moment.gcPercent >= 0) figures.push("GC " + text.number(moment.gcPercent) + " %");
    return figures.join(", ");
  }

  function chart(moments) {
    const most = Math.max(1, ...moments.map(total));
    const width = moments.length * WIDE;
    return svg("svg", {
      class: "before-chart", viewBox: "0 0 " + width + " " + HIGH, role: "img", preserveAspectRatio: "none",
      "aria-label": "Threads by state at " + text.plural(moments.length, "moment") + ", up to " + text.number(most),
    },
    moments.map((moment, i) => column(moment, i, most)),
    line(moments, "cpuPercent", Math.max(100, ...moments.map(one => one.cpuPercent || 0))),
    line(moments, "gcPercent", 100));
  }

  /* Shown when the pointer rests on it. The list below tells the same to everybody else. */
  function column(moment, i, most) {
    let top = HIGH;
    const said = [text.clock(moment.at) + "  " + sentence(moment), ...TR.list(moment.changes)].join("\n");
    return svg("g", {}, svg("title", {}, said),
      svg("rect", { class: "before-ground", x: i * WIDE, y: 0, width: WIDE, height: HIGH }),
      counts(moment).map(([state, count]) => {
        const high = count / most * HIGH;
        top -= high;
        return svg("rect", { "data-state": state, x: i * WIDE + 1, y: top, width: WIDE - 2, height: high });
      }));
  }

  function line(moments, figure, whole) {
    const points = moments.map((moment, i) => [i * WIDE + WIDE / 2, moment[figure]])
      .filter(([, value]) => value >= 0)
      .map(([x, value]) => x + "," + (HIGH - 1 - Math.min(1, value / whole) * (HIGH - 2)));
    return points.length > 1 && svg("polyline", { class: "before-line", "data-figure": figure, points: points.join(" ") });
  }

  function key(moments) {
    const states = ORDER.filter(state => moments.some(moment => (moment.states || {})[state] > 0));
    const highest = Math.max(0, ...moments.map(moment => moment.cpuPercent || 0));
    const pauses = Math.max(0, ...moments.map(moment => moment.gcPercent || 0));
    return h("p", { class: "before-key muted" },
      states.map(state => h("span", { "data-state": state }, h("span", { class: "swatch", "aria-hidden": "true" }), state)),
      h("span", { "data-figure": "cpuPercent" }, "CPU, at most " + text.number(highest) + " %"),
      h("span", { "data-figure": "gcPercent" }, "GC, at most " + text.number(pauses) + " %"));
  }

  function changes(moments) {
    const told = moments.filter(moment => TR.list(moment.changes).length).reverse();
    if (!told.length) return h("p", { class: "muted" }, "No thread was seen to move in code of the application.");
    const item = moment => h("li", {},
      h("time", { datetime: moment.at, title: sentence(moment) }, text.clock(moment.at)),
      h("ul", {}, moment.changes.map(change => h("li", {}, change))));
    const earlier = told.slice(OPEN_MOMENTS);
    return [h("ol", { class: "moments" }, told.slice(0, OPEN_MOMENTS).map(item)),
      earlier.length > 0 && h("details", {}, h("summary", {}, text.plural(earlier.length, "earlier moment")),
        h("ol", { class: "moments" }, earlier.map(item)))];
  }

  /* "41 s", or "12 s to 41 s" of several; empty where nobody knows, or where they have just come. */
  function stood(threads) {
    const times = threads.map(thread => thread.stoodMicros).filter(micros => micros >= 0);
    if (!times.length) return "";
    const [least, most] = times.reduce(([a, b], one) => [Math.min(a, one), Math.max(b, one)], [times[0], times[0]]);
    if (most < SECOND) return "";
    const [from, to] = [words(least), words(most)];
    return from === to ? to : from + " to " + to;
  }

  /* "41 s", "2 min 5 s", "3 h 0 min". */
  function words(micros) {
    const seconds = Math.floor(micros / SECOND);
    if (seconds < 60) return seconds + " s";
    if (seconds < 3600) return Math.floor(seconds / 60) + " min " + seconds % 60 + " s";
    return text.number(Math.floor(seconds / 3600)) + " h " + Math.floor(seconds / 60) % 60 + " min";
  }

  function incident(doc) {
    const one = doc.incident;
    if (!one) return null;
    const withheld = Object.entries(one.withheld || {});
    const sum = withheld.reduce((all, [, count]) => all + count, 0);
    const state = String(one.state || "").replaceAll("-", " ");
    const lasted = one.lastedMicros >= SECOND
      && (one.state === "over" ? " after " : " for ") + words(one.lastedMicros);
    return h("p", { class: "incident", "data-state": one.state, id: "incident" },
      h("strong", {}, "Incident"), h("span", {}, one.kind), h("span", {}, state, lasted),
      h("span", {}, "since ", h("time", { datetime: one.openedAt, title: one.openedAt }, text.clock(one.openedAt))),
      h("span", {}, "event " + text.number(one.event)),
      sum > 0 && h("span", { title: withheld.map(([kind, count]) => count + " " + kind).join(", ") },
        text.plural(sum, "capture") + " withheld"),
      h("code", { class: "muted" }, String(one.id).slice(0, 8)));
  }

  TR.history = history;
  TR.stood = stood;
  TR.incident = incident;
})();

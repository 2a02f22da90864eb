"use strict";

/* What is wrong, in one sentence and a few facts; what is not shown, and why; and where the raw data is. */
(() => {
  const { h, text } = TR;

  function head(capture, toggleState) {
    const doc = capture.doc;
    return [
      h("p", { class: "eyebrow" }, doc.kind === "event" ? "Event of the application" : "Thread capture",
        capture.deadlocks.length > 0 && h("strong", { class: "tag-deadlock" },
          capture.deadlocks.length === 1 ? "Deadlock" : capture.deadlocks.length + " deadlocks")),
      h("h1", {}, doc.headline || "Nothing stands out"),
      TR.incident(doc), facts(doc), stateBar(capture, toggleState), notShown(doc),
    ];
  }

  function facts(doc) {
    const jvm = doc.jvm || {};
    const times = doc.times || {};
    const reason = doc.reason || {};
    const entries = [
      reason.kind && ["Reason", reason.kind + (reason.detail ? ": " + reason.detail : "")],
      doc.takenAt && ["Time", h("time", { datetime: doc.takenAt, title: doc.takenAt },
        text.day(doc.takenAt) + " " + text.clock(doc.takenAt))],
      (jvm.mainClass || doc.release) && ["Service", [jvm.mainClass && text.program(jvm.mainClass), doc.release,
        doc.environment].filter(Boolean).join(" · ")],
      jvm.host && ["Host", jvm.host + (jvm.pid ? " · pid " + jvm.pid : "")],
      jvm.name && ["JVM", jvm.name + " " + (jvm.version || "")],
      times.pauseMicros !== undefined && ["Paused",
        (times.pauseIsUpperBound ? "at most " : "") + text.micros(times.pauseMicros)
        + (times.collectMicros ? ", collected in " + text.micros(times.collectMicros) : "")],
    ].filter(Boolean);
    return h("dl", { class: "capture-facts" },
      entries.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
  }

  function stateBar(capture, toggleState) {
    const total = capture.threads.length;
    const tasks = capture.tasks.length;
    const ofTasks = tasks > 0 && h("span", { class: "total", id: "task-total" }, text.plural(tasks, "task"));
    if (!total) return ofTasks ? h("div", { class: "chips" }, ofTasks) : null;
    const sentence = text.plural(total, "thread") + ": "
      + capture.states.map(([state, count]) => text.number(count) + " " + state).join(", ");
    const bar = h("div", { class: "bar", role: "img", "aria-label": sentence });
    const chips = capture.states.map(([state, count]) => {
      const part = h("span", { class: "part", "data-state": state, title: state + " " + count },
        count / total > 0.1 ? state : "");
      part.style.flexGrow = count;
      bar.append(part);
      return h("button", {
        type: "button", class: "chip", "data-state": state, "aria-pressed": String(TR.route.states.has(state)),
        title: "Show only threads in this state",
        onclick: () => toggleState(state),
      }, h("span", { class: "swatch", "aria-hidden": "true" }), state, h("b", {}, text.number(count)));
    });
    return h("div", { class: "states" }, bar,
      h("div", { class: "chips" }, h("span", { class: "total" }, text.plural(total, "thread")), chips, ofTasks));
  }

  function notShown(doc) {
    const missing = TR.list(doc.missing);
    const cuts = TR.list(doc.cuts);
    const masked = Object.entries(doc.masked || {});
    if (!missing.length && !cuts.length && !masked.length) {
      return doc.kind === "event" ? null
        : h("p", { class: "not-shown nothing muted" }, "Nothing is missing, cut or masked.");
    }
    const sum = masked.reduce((total, [, count]) => total + count, 0);
    return h("section", { class: "not-shown", "aria-labelledby": "not-shown-title" },
      h("h2", { id: "not-shown-title" }, "Not shown"),
      h("ul", {},
        missing.map(one => h("li", {}, h("b", {}, one.what), one.why ? ": " + one.why : "",
          one.remedy && [". To see it: ", h("code", {}, one.remedy)])),
        cuts.map(one => h("li", {}, h("b", {}, text.number(one.count) + " " + one.what), " cut by the limit ",
          h("code", {}, one.limit))),
        sum > 0 && h("li", {}, h("b", {}, text.plural(sum, "value")), " masked ("
          + masked.map(([rule, count]) => text.number(count) + " by " + rule).join(", ") + ")")));
  }

  function files(doc) {
    const events = TR.list(doc.events);
    const attachments = TR.list(doc.attachments);
    if (!events.length && !attachments.length) return null;
    const ours = href => (/^api\/[\w/%.~-]+$/.test(href) ? href : null);
    return [h("h2", { id: "files-title" }, "Events and attachments"),
      h("ul", { class: "file-list" },
        attachments.map(one => h("li", {}, h("a", { href: ours(one.href), download: true }, one.name),
          h("span", { class: "muted" }, text.bytes(one.bytes)))),
        events.slice(0, 100).map(one => h("li", {}, h("a", { href: ours(one.href) }, one.title),
          h("span", { class: "muted" }, "event " + one.id.slice(0, 8) + " · " + text.bytes(one.bytes)))),
        events.length > 100 && h("li", { class: "muted" }, "and " + text.number(events.length - 100) + " more events"))];
  }

  TR.head = head;
  TR.files = files;
})();

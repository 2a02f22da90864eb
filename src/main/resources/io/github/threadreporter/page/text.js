"use strict";

/* Words and numbers, and the form of a thread dump. */
(() => {
  const LIBRARIES = [
    ["java.util.concurrent", "java.util.concurrent"], ["java.lang", "java.lang"], ["java.net", "java.net"],
    ["java.io", "java.io"], ["java.nio", "java.nio"], ["java.util", "java.util"], ["jdk.", "the JDK"],
    ["sun.", "the JDK"], ["com.sun.", "the JDK"], ["java", "the JDK"], ["org.springframework", "Spring"],
    ["org.apache.catalina", "Tomcat"], ["org.apache.coyote", "Tomcat"], ["org.apache.tomcat", "Tomcat"],
    ["org.eclipse.jetty", "Jetty"], ["io.netty", "Netty"], ["reactor.", "Reactor"], ["kotlinx.", "kotlinx"],
    ["kotlin.", "Kotlin"], ["scala.", "Scala"], ["org.hibernate", "Hibernate"], ["com.zaxxer.hikari", "HikariCP"],
    ["org.h2", "H2"], ["org.postgresql", "PostgreSQL"], ["com.fasterxml.jackson", "Jackson"], ["io.sentry", "Sentry"],
  ];
  const VERBS = { entering: "wants", waiting: "waits on", parked: "parked for" };
  const DUMP_STATES = {
    RUNNABLE: "RUNNABLE", BLOCKED: "BLOCKED (on object monitor)", WAITING: "WAITING",
    TIMED_WAITING: "TIMED_WAITING", NEW: "NEW", TERMINATED: "TERMINATED",
  };

  const number = value => Number(value).toLocaleString("en-US");
  const plural = (count, one, many) => number(count) + " " + (Number(count) === 1 ? one : many || one + "s");
  const two = value => String(value).padStart(2, "0");

  function clock(iso) {
    const date = new Date(iso);
    return isNaN(date) ? "" : [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  }

  function day(iso) {
    const date = new Date(iso);
    return isNaN(date) ? "" : [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  }

  function micros(value) {
    if (value < 1000) return Math.round(value) + " µs";
    if (value < 1e6) return trim(value / 1e3) + " ms";
    if (value < 120e6) return trim(value / 1e6) + " s";
    return trim(value / 60e6) + " min";
  }

  function bytes(value) {
    if (value < 1024) return value + " B";
    const units = ["KiB", "MiB", "GiB", "TiB"];
    let size = value / 1024;
    let unit = 0;
    while (size >= 1024 && unit < units.length - 1) { size /= 1024; unit++; }
    return trim(size) + " " + units[unit];
  }

  function trim(value) {
    return value >= 100 ? number(Math.round(value)) : String(Number(value.toPrecision(3)));
  }

  /* A main class by its simple name; a jar by its whole one. */
  const program = name => /\.jar$/.test(name) ? name : simple(name);
  const process = jvm => [jvm.mainClass && program(jvm.mainClass), jvm.pid !== undefined && "pid " + jvm.pid,
    jvm.host && "on " + jvm.host].filter(Boolean).join(" ");
  const simple = name => String(name).slice(String(name).lastIndexOf(".") + 1);
  const pkg = name => String(name).slice(0, String(name).lastIndexOf(".") + 1);

  function place(frame) {
    if (frame.native) return "Native Method";
    if (!frame.file) return "Unknown Source";
    return frame.line > 0 ? frame.file + ":" + frame.line : frame.file;
  }

  const shortFrame = frame => simple(frame.class) + "." + frame.method;
  const lock = ref => ref.class + (ref.id ? "@" + ref.id : "");
  const shortLock = ref => simple(ref.class) + (ref.id ? "@" + ref.id : "");
  const nameOf = thread => thread.name || (thread.kind || "platform") + "-" + thread.id;
  const waits = wait => (VERBS[wait.how] || "waits for") + " ";

  /* "order-worker-1, -2 and 6 more". */
  function names(threads) {
    const all = threads.length <= 3 ? threads : threads.slice(0, 2);
    const first = nameOf(all[0]);
    const stem = first.replace(/\d+$/, "");
    const parts = all.map((thread, i) => {
      const name = nameOf(thread);
      const rest = name.slice(stem.length);
      const numbered = i > 0 && stem && name.startsWith(stem) && /^\d+$/.test(rest) && first !== stem;
      return numbered ? (/[^\p{L}\p{N}\s]$/u.test(stem) ? stem.slice(-1) : "") + rest : name;
    });
    const more = threads.length - all.length;
    if (all.length > 1 && all.every(one => nameOf(one) === first)) {
      return first + " and " + number(threads.length - 1) + " more";
    }
    if (more) return parts.join(", ") + " and " + number(more) + " more";
    return parts.length < 2 ? parts[0] : parts.slice(0, -1).join(", ") + " and " + parts[parts.length - 1];
  }

  function libraryOf(className) {
    const found = LIBRARIES.find(([prefix]) => className.startsWith(prefix));
    return found ? found[1] : className.split(".").slice(0, 2).join(".") || className;
  }

  /* "14 frames of java.util.concurrent and the JDK". */
  function run(frames) {
    const counts = new Map();
    for (const frame of frames) {
      const library = libraryOf(frame.class || "");
      counts.set(library, (counts.get(library) || 0) + 1);
    }
    const most = [...counts].sort((a, b) => b[1] - a[1]).map(([library]) => library);
    const shown = most.length > 3 ? [...most.slice(0, 2), "others"] : most;
    const text = shown.length < 2 ? shown[0]
      : shown.slice(0, -1).join(", ") + " and " + shown[shown.length - 1];
    return plural(frames.length, "frame") + " of " + text;
  }

  function lockLines(thread, depth) {
    const lines = [];
    const wait = thread.waitsFor;
    if (wait && depth === 0) {
      const verb = { entering: "waiting to lock", waiting: "waiting on", parked: "parking to wait for" }[wait.how];
      const owner = wait.owner ? ", held by \"" + wait.owner.name + "\" #" + wait.owner.id : "";
      lines.push("\t- " + (verb || "waiting for") + " <0x" + wait.id + "> (a " + wait.class + ")" + owner);
    }
    for (const held of TR.list(thread.holds)) {
      if (held.depth === depth) lines.push("\t- locked <0x" + held.id + "> (a " + held.class + ")");
    }
    return lines;
  }

  /* As the JVM prints it, so that tools and eyes that know thread dumps read it. */
  function dumpOf(capture, thread) {
    const cpu = thread.cpuNanos >= 0 ? " cpu=" + (thread.cpuNanos / 1e6).toFixed(2) + "ms" : "";
    const lines = [thread.task
      ? thread.label + " \"" + thread.name + "\" " + thread.id.slice("task:".length) + ", " + thread.state
      : thread.exception
      ? thread.class + (thread.message ? ": " + thread.message : "")
      : "\"" + (thread.name || "") + "\" #" + thread.id + (thread.daemon ? " daemon" : "")
        + (thread.priority ? " prio=" + thread.priority : "") + cpu + (thread.kind === "virtual" ? " virtual" : "")];
    if (thread.state && !thread.task) lines.push("   java.lang.Thread.State: " + (DUMP_STATES[thread.state] || thread.state));
    capture.framesOf(thread).forEach((frame, depth) => {
      lines.push("\tat " + frame.class + "." + frame.method + "(" + place(frame) + ")");
      lines.push(...lockLines(thread, depth));
      const variables = capture.variablesOf(thread).get(depth);
      if (variables) lines.push(...TR.values.lines(capture, variables).map(line => "\t    " + line));
    });
    const cut = capture.cutOf(thread);
    if (cut) lines.push("\t... " + (cut > 0 ? cut + " more" : "more, left out"));
    const unplaced = TR.list(thread.holds).filter(held => held.depth === undefined);
    if (unplaced.length) {
      lines.push("", "   Locked ownable synchronizers:");
      for (const held of unplaced) lines.push("\t- <0x" + held.id + "> (a " + held.class + ")");
    }
    return lines.join("\n") + "\n";
  }

  const MOST_COPIED = 5000;

  function dumpAll(capture, threads) {
    const jvm = capture.doc.jvm || {};
    const some = threads.slice(0, MOST_COPIED);
    const parts = [(capture.doc.takenAt || "") + "\nFull thread dump " + (jvm.name || "") + " (" + (jvm.version || "")
      + "):\n" + (capture.doc.headline ? "# " + capture.doc.headline + "\n" : "")];
    for (const thread of some) parts.push(dumpOf(capture, thread));
    if (some.length < threads.length) {
      parts.push("# " + number(threads.length - some.length) + " more threads are not copied; filter for them\n");
    }
    return parts.join("\n");
  }

  TR.text = {
    number, plural, clock, day, micros, bytes, simple, program, process, pkg, place, shortFrame, lock, shortLock, nameOf, names,
    waits, run, dumpOf, dumpAll,
  };
})();

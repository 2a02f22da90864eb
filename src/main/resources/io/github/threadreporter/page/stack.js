"use strict";

/* The pane of one thread: what it was doing, for whom, and who stands at the same place. */
(() => {
  const { h, text } = TR;
  const OPEN_FRAMES = 12;
  const OPEN_FOREIGN = 40;
  const MEMBERS = 50;
  const MOST_RUN = 5;

  function pane(capture, thread, place) {
    const group = capture.groupOf.get(thread);
    const sideBySide = TR.values.sideBySide(capture, group, thread, place);
    return [
      heading(capture, thread, place),
      waitLine(capture, thread, place),
      runs(capture, thread, place),
      context(thread),
      sideBySide,
      h("div", { class: "frames-head" }, h("h3", {}, "Stack"),
        h("span", { class: "muted" }, stackFacts(capture, thread))),
      frames(capture, thread, place),
      unplaced(thread),
      created(capture, thread),
      !sideBySide && members(capture, group, thread, place),
    ];
  }

  function heading(capture, thread, place) {
    const facts = thread.exception ? [thread.cause ? "cause" : "exception"] : thread.task ? ofTask(capture, thread, place) : [
      "#" + thread.id, thread.kind, thread.daemon && "daemon", thread.priority && "priority " + thread.priority,
      thread.group && (thread.kind === "virtual" ? "in " : "group ") + thread.group,
      thread.carrier !== undefined && "on carrier #" + thread.carrier,
      TR.stood([thread]) && "stands there for " + TR.stood([thread]),
    ];
    return h("header", { class: "stack-head" },
      h("div", { class: "stack-title" },
        h("h2", {}, text.nameOf(thread)),
        thread.state && state(thread.state),
        h("button", {
          type: "button", class: "quiet", id: "copy-thread",
          onclick: () => TR.copy(text.dumpOf(capture, thread), text.nameOf(thread)),
        }, "Copy as text")),
      thread.message && h("p", { class: "message" }, thread.message),
      h("p", { class: "facts muted" }, dots(facts.concat(usage(thread)))));
  }

  function ofTask(capture, task, place) {
    const pool = task.pool && capture.waits.resources.get(task.pool.class + "@" + task.pool.id);
    return [
      task.label, task.id.slice("task:".length),
      task.thread !== undefined && ["run by ", capture.waits.link(String(task.thread), "", place)],
      task.parent !== undefined && ["part of ", capture.waits.link(TR.waitIdOf(task.parent), "", place)],
      pool ? "in " + pool.label + " " + pool.name : task.pool && "in " + text.shortLock(task.pool),
    ];
  }

  function usage(thread) {
    return [
      thread.cpuNanos >= 0 && text.micros(thread.cpuNanos / 1000) + " CPU",
      thread.allocatedBytes >= 0 && text.bytes(thread.allocatedBytes) + " allocated",
    ];
  }

  const dots = parts => parts.filter(Boolean).map(part => h("span", {}, part));
  const state = name => h("span", { class: "state", "data-state": name }, name);

  function owner(capture, who, place) {
    const known = capture.thread(who.id);
    const name = who.name || "#" + who.id;
    return known ? h("a", { href: place(known) }, name) : h("span", {}, name);
  }

  function waitLine(capture, thread, place) {
    const edge = capture.waits.edge(thread);
    if (!edge) return null;
    const cyclic = capture.cyclic.has(String(thread.id));
    const wait = edge.own;
    if (!wait) {
      return h("p", { class: cyclic ? "wait-line cycle" : "wait-line" },
        cyclic && h("strong", { class: "tag-deadlock" }, "Deadlock"), "waits for ", capture.waits.words(edge, place));
    }
    return h("p", { class: cyclic ? "wait-line cycle" : "wait-line" },
      cyclic && h("strong", { class: "tag-deadlock" }, "Deadlock"),
      text.waits(wait), h("code", {}, text.lock(wait)),
      wait.owner ? [", held by ", owner(capture, wait.owner, place)] : null);
  }

  function runs(capture, thread, place) {
    const tasks = capture.waits.runBy(thread);
    const more = tasks.length - MOST_RUN;
    return tasks.length ? h("p", { class: "also" }, "Runs ",
      tasks.slice(0, MOST_RUN).map((task, i) => [i ? ", " : "", task.label + " ",
        h("a", { href: place(task) }, text.nameOf(task))]), more > 0 && " and " + text.number(more) + " more") : null;
  }

  function created(capture, task) {
    const frames = task.task ? capture.createdAt(task) : [];
    return frames.length ? h("section", { class: "created" }, h("h3", {}, "Created at"),
      h("ol", { class: "created-frames" }, frames.slice(0, OPEN_FRAMES).map(one => h("li", {}, h("span", { class: "where" },
        h("span", { class: "package" }, text.pkg(one.class)), text.shortFrame(one)), " ",
      h("span", { class: "file" }, text.place(one)))),
      frames.length > OPEN_FRAMES && h("li", { class: "muted" }, "and " + text.number(frames.length - OPEN_FRAMES) + " older"))) : null;
  }

  function context(thread) {
    const scope = thread.scope || {};
    const rows = [
      ...pairs(thread.mdc, ""), ...pairs(scope.user, "user."), ...pairs(scope.tags, ""),
      scope.transaction && ["transaction", scope.transaction],
      scope.traceId && ["trace", scope.traceId], scope.spanId && ["span", scope.spanId],
      ...pairs(thread.scopedValues, ""), ...pairs(thread.locks, ""), ...pairs(thread.extra, ""), ...pairs(thread.facts, ""),
    ].filter(Boolean);
    if (!rows.length) return null;
    return h("dl", { class: "context", "aria-label": "Context of this thread" },
      rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
  }

  function pairs(object, prefix) {
    if (typeof object === "string") return [[prefix || "note", object]];
    return Object.entries(object || {}).map(([name, value]) =>
      [prefix + name, Array.isArray(value) ? value.map(TR.flat).join("; ") : TR.flat(value)]);
  }

  function stackFacts(capture, thread) {
    const all = capture.framesOf(thread);
    const own = all.filter(frame => frame.inApp).length;
    return all.length ? text.plural(all.length, "frame") + ", " + own + " of the application, newest first" : "";
  }

  function frames(capture, thread, place) {
    const all = capture.framesOf(thread);
    if (!all.length) {
      return h("p", { class: "empty" }, thread.task ? "No frames: nobody knows where this task stands."
        : "No frames: the JVM gave no stack for this thread.");
    }
    const target = TR.route ? TR.route.frame : undefined;
    const noneInApp = !all.some(frame => frame.inApp);
    const items = [];
    let own = 0;
    for (let depth = 0; depth < all.length;) {
      const end = noneInApp ? depth : endOfRun(all, thread, depth);
      if (end - depth > 1) {
        items.push(run(capture, thread, all, depth, end, place, target));
        depth = end;
      } else if (noneInApp && depth === OPEN_FOREIGN) {
        items.push(run(capture, thread, all, depth, all.length, place, target));
        break;
      } else {
        if (all[depth].inApp) own++;
        items.push(frame(capture, thread, all[depth], depth, place, own <= OPEN_FRAMES || depth === target));
        depth++;
      }
    }
    const cut = capture.cutOf(thread);
    if (cut) {
      items.push(h("li", { class: "empty" }, cut > 0 ? text.plural(cut, "older frame") + " left out"
        : "Older frames were left out; the JVM does not tell how many"));
    }
    return h("ol", { class: "frames" }, items);
  }

  /* A frame that takes a lock stays in sight. */
  function endOfRun(all, thread, from) {
    let end = from;
    while (end < all.length && !all[end].inApp && !locksAt(thread, end).length) end++;
    return end;
  }

  function locksAt(thread, depth) {
    const locks = TR.list(thread.holds).filter(lock => lock.depth === depth).map(lock => ({ lock, held: true }));
    return thread.waitsFor && depth === 0 ? [{ lock: thread.waitsFor }, ...locks] : locks;
  }

  function run(capture, thread, all, from, to, place, target) {
    const inside = h("ol", { class: "frames" });
    const details = h("details", { class: "run" },
      h("summary", {}, text.run(all.slice(from, to))), inside);
    TR.lazy(details, () => {
      for (let depth = from; depth < to; depth++) {
        inside.append(frame(capture, thread, all[depth], depth, place, depth === target));
      }
    });
    if (target >= from && target < to) {
      details.open = true;
      details.fillIn();
    }
    return h("li", { class: "run-item" }, details);
  }

  function frame(capture, thread, one, depth, place, open) {
    const locks = locksAt(thread, depth);
    const variables = capture.variablesOf(thread).get(depth);
    const head = [
      h("span", { class: "where" },
        h("span", { class: "package" }, text.pkg(one.class)),
        h("span", { class: "method" }, text.shortFrame(one))),
      h("span", { class: "file" }, text.place(one)),
    ];
    const link = h("a", {
      class: "anchor", href: place(thread, depth), "aria-label": "Link to frame " + depth, title: "Link to this frame",
    }, depth);
    const more = one.source || variables;
    const body = more ? h("details", { class: "frame-body", open },
      h("summary", {}, head), one.source && source(one), variables && TR.values.ofFrame(capture, variables))
      : h("div", { class: "frame-body plain" }, head);
    const selected = TR.route && TR.route.frame === depth;
    return h("li", {
      class: "frame" + (one.inApp ? " app" : "") + (selected ? " target" : ""), id: "frame-" + depth,
    }, link, body, locks.length > 0 && h("ul", { class: "locks" }, locks.map(entry => lockItem(capture, entry, place))));
  }

  function lockItem(capture, entry, place) {
    const { lock, held } = entry;
    return h("li", { class: held ? "lock held" : "lock wanted" },
      held ? "holds " : text.waits(lock), h("code", {}, text.lock(lock)),
      !held && lock.owner ? [" held by ", owner(capture, lock.owner, place)] : null);
  }

  function source(one) {
    const before = TR.list(one.source.before);
    const lines = [...before, one.source.line || "", ...TR.list(one.source.after)];
    const first = (one.line || before.length + 1) - before.length;
    return h("ol", { class: "source", "aria-label": "Source of " + text.place(one) },
      lines.map((line, i) => h("li", { class: i === before.length ? "here" : null },
        h("span", { class: "line-number", "aria-hidden": "true" }, first + i),
        h("code", {}, line || " "),
        i === before.length && h("span", { class: "offscreen" }, " (this line)"))));
  }

  function unplaced(thread) {
    const locks = TR.list(thread.holds).filter(lock => lock.depth === undefined);
    return locks.length ? h("p", { class: "also" }, "Also holds ",
      locks.map((lock, i) => [i ? ", " : "", h("code", {}, text.lock(lock))])) : null;
  }

  function members(capture, group, thread, place) {
    if (!group || group.members.length < 2) return null;
    const items = h("ul", { class: "members" });
    const more = h("button", { type: "button", class: "quiet" });
    let shown = 0;
    const page = () => {
      for (const member of group.members.slice(shown, shown + MEMBERS)) {
        items.append(h("li", {}, h("a", {
          href: place(member), "aria-current": member === thread ? "true" : null,
        }, text.nameOf(member)), " ",
        h("span", { class: "muted" }, member.task ? member.id.slice(member.id.lastIndexOf("@")) : "#" + member.id)));
      }
      shown = Math.min(shown + MEMBERS, group.members.length);
      more.textContent = "Show " + Math.min(MEMBERS, group.members.length - shown) + " more of "
        + text.number(group.members.length - shown);
      more.hidden = shown >= group.members.length;
    };
    more.addEventListener("click", page);
    page();
    return h("section", { class: "same", "aria-labelledby": "same-title" },
      h("h3", { id: "same-title" }, text.number(group.members.length) + (thread.task ? " tasks" : " threads") + " with this stack"), items, more);
  }

  /* What paper shows is open, up to a limit; returns how to close it again. */
  function openAll(root, most) {
    for (const more of root.querySelectorAll(".by-thread > button:not([hidden])")) more.click();
    const queue = [...root.querySelectorAll("details")];
    const opened = [];
    for (const details of queue) {
      if (opened.length >= most) break;
      if (details.open || details.classList.contains("run")) continue;
      if (details.fillIn) details.fillIn();
      details.open = true;
      opened.push(details);
      queue.push(...details.querySelectorAll("details"));
    }
    return () => opened.forEach(details => { details.open = false; });
  }

  TR.openAll = openAll;
  TR.stackPane = pane;
  TR.stateTag = state;
})();

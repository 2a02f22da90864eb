"use strict";

/* The page: where it is, what it shows there, and what the keyboard does. */
(() => {
  const { h, text, source, parse, address } = TR;
  const POLL_MILLIS = 2000;
  const ADDRESS_MILLIS = 1000;
  const ROLES = {
    culprit: "Culprit", exception: "Exception", deadlocked: "Deadlock", blocked: "Blocked", running: "Running",
    waiting: "Waiting", system: "System", idle: "Idle", chained: "In the way", task: "Task",
  };
  const KINDS = {
    coroutine: "Coroutine", future: "Future", job: "Job", scheduled: "Scheduled", subtask: "Subtask", stream: "Stream",
  };

  const at = id => document.getElementById(id);
  let listed = { captures: [], revision: -1 };
  let capture = null;
  let revision = 0;
  let selected = null;
  let rows = [];
  let open = new Set();
  let idleOpen = false;
  let since = new Map();
  let moved = new Set();
  let problem = "";
  let notYet = 0;
  let loading = 0;

  const place = (thread, frame) => address({ ...TR.route, thread: String(thread.id), frame });

  /* Typing and walking with the keyboard do not fill the history; links do. */
  function replace(change) {
    TR.route = { ...TR.route, ...change };
    clearTimeout(notYet);
    try {
      history.replaceState(null, "", address(TR.route));
    } catch (tooOften) {
      // Safari lets a page do this a hundred times in half a minute; the page goes on, and its address follows.
      notYet = setTimeout(() => replace({}), ADDRESS_MILLIS);
    }
  }

  /* ---- the list of captures ---- */

  function drawCaptures() {
    const entries = listed.captures;
    const items = entries.map(one => h("li", {}, h("a", {
      class: "capture-link", href: address({ ...parse(""), capture: one.id }),
      "aria-current": TR.route.capture === one.id ? "page" : null,
    },
    h("span", { class: "capture-top" },
      h("time", { datetime: one.takenAt }, text.clock(one.takenAt)),
      h("span", { class: "kind" }, one.kind === "capture" ? one.reason || "capture" : "event · " + one.level)),
    h("span", { class: "capture-title" }, one.title || "(nothing stands out)"),
    h("span", { class: "muted" }, [
      one.threads !== undefined && text.plural(one.threads, "thread"),
      one.events !== undefined && text.plural(one.events, "event"),
      one.deadlocks > 0 && text.plural(one.deadlocks, "deadlock"),
    ].filter(Boolean).join(" · ")))));
    const evicted = listed.evicted || {};
    const wide = matchMedia("(min-width: 62rem)").matches;
    const before = at("captures").querySelector("details");
    TR.put(at("captures"), h("details", { open: before ? before.open : wide },
      h("summary", {}, h("span", { class: "brand" }, "Captures"),
        h("span", { class: "muted" }, text.number(entries.length))),
      h("ol", {}, items),
      evicted.events > 0 && h("p", { class: "muted evicted" },
        text.plural(evicted.captures, "older capture") + " (" + text.plural(evicted.events, "event") + ", "
        + text.bytes(evicted.bytes) + ") made room for newer ones.")));
    at("captures").hidden = !source.live && entries.length < 2;
  }

  async function poll() {
    try {
      const next = await source.list();
      problem = "";
      if (next.revision !== listed.revision) {
        const focused = at("captures").contains(document.activeElement) && document.activeElement.getAttribute("href");
        const scroll = at("captures").scrollTop;
        listed = next;
        drawCaptures();
        at("captures").scrollTop = scroll;
        const same = focused && [...at("captures").querySelectorAll("a")].find(a => a.getAttribute("href") === focused);
        if (same) same.focus({ preventScroll: true });
        await arrive(true);
      }
    } catch (failed) {
      if (problem !== failed.message) TR.say("No connection to the receiver: " + failed.message);
      problem = failed.message;
    }
    document.body.classList.toggle("offline", Boolean(problem));
  }

  async function polling() {
    if (!document.hidden) await poll();
    setTimeout(polling, POLL_MILLIS);
  }

  /* ---- coming to a place ---- */

  /* byItself: nobody asked, so what somebody has opened or scrolled to stays as it is unless the capture grew. */
  async function arrive(byItself) {
    const newest = listed.captures[0];
    if (!TR.route.capture && newest) replace({ capture: newest.id });
    const wanted = TR.route.capture;
    if (!wanted) {
      capture = null;
      drawNothing();
      return;
    }
    let drawn = false;
    const line = listed.captures.find(one => one.id === wanted);
    const stale = capture && line && line.revision !== revision;
    if (!capture || capture.id !== wanted || stale) {
      const ticket = ++loading;
      try {
        const doc = await source.capture(wanted);
        if (ticket !== loading) return;
        if (!capture || capture.id !== wanted) {
          open = new Set();
          idleOpen = false;
          since = new Map();
          moved = new Set();
        }
        capture = new TR.Capture(doc);
        revision = doc.revision || 1;
        drawCapture();
        drawn = true;
        compare(capture);
      } catch (failed) {
        if (ticket !== loading) return;
        capture = null;
        drawProblem(failed.message);
        return;
      }
    }
    if (drawn || !byItself) drawPlace();
  }

  function drawNothing() {
    document.title = "Threads";
    clear();
    TR.put(at("head"), h("div", { class: "blank" }, h("h1", {}, "No capture yet"),
      h("p", { class: "muted" }, "What is sent to this receiver's DSN shows up here by itself.")));
  }

  function drawProblem(message) {
    clear();
    TR.put(at("head"), h("div", { class: "blank" }, h("h1", {}, "This capture cannot be shown"),
      h("p", {}, message)));
  }

  function clear() {
    for (const id of ["threads", "waits", "tasks", "pools", "before", "changes", "files", "stack", "paper"]) TR.put(at(id));
    at("body").hidden = true;
  }

  /* ---- one capture ---- */

  function drawCapture() {
    const doc = capture.doc;
    at("body").hidden = false;
    document.title = [doc.headline || "Threads", text.process(doc.jvm || {}), text.clock(doc.takenAt)]
      .filter(Boolean).join(" · ");
    TR.put(at("head"), TR.head(capture, toggleState));
    drawThreads();
    const graph = TR.waitGraph(capture, place);
    TR.put(at("waits"), graph && [h("h2", { id: "waits-title" }, "Who waits for whom"), TR.waitChain(capture, place), graph]);
    at("waits").hidden = !graph;
    for (const [id, shown] of [["tasks", TR.taskTree(capture, place)], ["pools", TR.pools(capture, place)],
      ["before", TR.history(capture)]]) {
      TR.put(at(id), shown);
      at(id).hidden = !shown;
    }
    const files = TR.files(doc);
    TR.put(at("files"), files);
    at("files").hidden = !files;
    at("changes").hidden = true;
  }

  /* ---- the groups ---- */

  const rowList = new TR.VirtualList("Threads, equal stacks together", drawRow, rowKey);
  const filter = h("input", {
    type: "search", id: "filter", placeholder: "Filter by name, class, value  ( / )", autocomplete: "off",
    spellcheck: "false", "aria-label": "Filter threads and tasks by name, stack, lock or value",
    oninput: () => { replace({ q: filter.value }); filtering(); },
  });
  const found = h("span", { class: "muted", id: "found" });
  const copyShown = h("button", { type: "button", class: "quiet", id: "copy-all", onclick: copyAll }, "Copy all as text");

  let pending = 0;
  function filtering() {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => { drawRows(); });
  }

  function drawThreads() {
    if (!at("threads").contains(filter)) {
      TR.put(at("threads"), h("div", { class: "tools" }, filter, found, copyShown), rowList.element);
    }
  }

  function toggleState(state) {
    const states = new Set(TR.route.states);
    if (!states.delete(state)) states.add(state);
    replace({ states });
    drawRows();
    drawChips();
  }

  function drawChips() {
    for (const chip of at("head").querySelectorAll(".chip")) {
      chip.setAttribute("aria-pressed", String(TR.route.states.has(chip.dataset.state)));
    }
  }

  function shownMembers(group, words, filtered) {
    return filtered ? group.members.filter(thread => capture.matches(thread, words, TR.route.states)) : group.members;
  }

  function drawRows() {
    if (!capture) return;
    const words = TR.route.q.toLowerCase().split(/\s+/).filter(Boolean);
    const filtered = words.length > 0 || TR.route.states.size > 0;
    rows = [];
    let idle = null;
    let matching = 0;
    for (const group of capture.groups) {
      const members = shownMembers(group, words, filtered);
      if (!members.length) continue;
      matching += members.filter(thread => !thread.exception).length;
      if (group.role === "idle") {
        if (!idle) {
          idle = { kind: "fold", threads: 0, stacks: 0, open: idleOpen || filtered };
          rows.push(idle);
        }
        idle.threads += members.length;
        idle.stacks++;
        if (!idle.open) continue;
      }
      rows.push({ kind: "group", group, members });
      if (open.has(group.index)) for (const thread of members) rows.push({ kind: "member", group, thread });
    }
    rowList.show(rows);
    const total = capture.threads.length + capture.tasks.length;
    found.textContent = filtered ? text.number(matching) + " of " + text.number(total) : "";
    copyShown.textContent = filtered ? "Copy shown as text" : "Copy all as text";
    rowList.element.classList.toggle("none", rows.length === 0);
    mark();
  }

  function rowKey(row) {
    if (row.kind === "fold") return "idle";
    return row.kind === "group" ? "g" + row.group.index : "t" + row.thread.id;
  }

  function drawRow(row) {
    if (row.kind === "fold") return drawFold(row);
    const member = row.kind === "member";
    const thread = member ? row.thread : memberShown(row);
    const group = row.group;
    const count = row.members ? row.members.length : 0;
    const frame = capture.interesting(thread);
    const edge = capture.waits.edge(thread);
    const wait = edge && edge.own;
    const sameSince = since.get(group);
    const stood = TR.stood(member ? [thread] : row.members);
    // Those of one group stand at one place and want one lock: only what they work on tells them apart.
    const says = member && TR.values.brief(capture, thread);
    return [h("a", {
      class: member ? "row-link member" : "row-link", href: place(thread), "data-role": group.role,
      "aria-current": isSelected(row) ? "true" : null,
    },
    h("span", { class: "row-top" },
      !member && h("span", { class: "role", "data-role": group.role }, group.role === "task" ? KINDS[thread.kind] || "Task" : ROLES[group.role]),
      h("span", { class: "names" }, member ? text.nameOf(thread) : text.names(row.members)),
      stood && h("span", { class: "stood", title: "Has stood there for so long, seen from look to look" }, stood),
      !member && !stood && sameSince && h("span", { class: "since", title: "At the same place in an earlier capture" },
        "since " + text.clock(sameSince)),
      !member && moved.has(group) && h("span", { class: "moved", title: "At another place than in the capture before" },
        "moved"),
      thread.state && TR.stateTag(thread.state)),
    h("span", { class: "row-under" },
      frame ? h("span", { class: "spot" + (frame.inApp ? " app" : "") }, text.shortFrame(frame),
        h("span", { class: "muted" }, frame.line > 0 ? ":" + frame.line : "")) : h("span", { class: "muted" }, "no frames"),
      says && h("span", { class: "row-vars" }, says),
      edge && !edge.own && !says && h("span", { class: "row-wait" }, "waits for ",
        edge.resource.label + " ", h("code", {}, edge.resource.name)),
      wait && !says && h("span", { class: "row-wait" }, text.waits(wait), h("code", {}, text.shortLock(wait)),
        wait.owner ? " held by " + (wait.owner.name || "#" + wait.owner.id) : ""))),
    count > 1 && h("button", {
      type: "button", class: "expand", "aria-expanded": String(open.has(group.index)),
      "aria-label": text.plural(count, thread.task ? "task" : "thread") + " with this stack", title: "Show each of them",
      onclick: () => toggle(group),
    }, "×" + text.number(count))];
  }

  function drawFold(row) {
    return h("button", {
      type: "button", class: "fold", "aria-expanded": String(row.open),
      onclick: () => { idleOpen = !idleOpen; drawRows(); },
    }, h("span", { class: "role", "data-role": "idle" }, "Idle"),
    h("span", { class: "names" }, text.plural(row.threads, "thread") + " in " + text.plural(row.stacks, "stack")),
    h("span", { class: "muted fold-why" }, "waiting, with no code of the application"));
  }

  /* A group stands for the thread that is selected in it, so that its row leads back to it. */
  const memberShown = row => selected && row.members.includes(selected) ? selected : row.members[0];

  function isSelected(row) {
    if (!selected) return false;
    if (row.kind === "member") return row.thread === selected;
    return row.kind === "group" && capture.groupOf.get(selected) === row.group
      && (!open.has(row.group.index) || row.members.length === 1);
  }

  function toggle(group) {
    if (!open.delete(group.index)) open.add(group.index);
    drawRows();
  }

  function mark() {
    for (const [index, item] of rowList.drawn) {
      const link = item.querySelector(".row-link");
      if (!link) continue;
      if (isSelected(rows[index])) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /* ---- the selected thread ---- */

  function drawPlace() {
    if (!capture) return;
    const wanted = TR.route.thread !== null && capture.thread(TR.route.thread);
    const gone = TR.route.thread !== null && !wanted;
    selected = wanted || first();
    if (selected && capture.groupOf.get(selected).role === "idle") idleOpen = true;
    if (filter.value !== TR.route.q) filter.value = TR.route.q;
    drawChips();
    drawRows();
    TR.put(at("stack"), gone && h("p", { class: "empty" }, (TR.route.thread.startsWith("task:") ? "Task " + TR.route.thread.slice(5) : "Thread #" + TR.route.thread)
        + " is not in this capture."),
      selected ? TR.stackPane(capture, selected, place)
        : h("p", { class: "empty" }, "No thread came with this event."));
    const index = rows.findIndex(isSelected);
    if (index >= 0) rowList.reveal(index);
    const frame = TR.route.frame === undefined ? null : at("frame-" + TR.route.frame);
    if (frame) frame.scrollIntoView({ block: "nearest" });
    for (const link of at("captures").querySelectorAll("a")) {
      if (parse(link.getAttribute("href")).capture === TR.route.capture) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  function first() {
    const culprit = capture.thread(capture.doc.culprit);
    return culprit || capture.groups.length && capture.groups[0].members[0] || null;
  }

  function walk(step) {
    const stops = rows.map((row, i) => i).filter(i => rows[i].kind !== "fold");
    if (!stops.length) return;
    const now = stops.findIndex(i => isSelected(rows[i]));
    const next = stops[Math.max(0, Math.min(stops.length - 1, now < 0 ? 0 : now + step))];
    const row = rows[next];
    replace({ thread: String((row.thread || row.members[0]).id), frame: undefined });
    drawPlace();
    TR.say(text.nameOf(selected) + " " + (selected.state || ""));
  }

  function copyAll() {
    const words = TR.route.q.toLowerCase().split(/\s+/).filter(Boolean);
    const filtered = words.length > 0 || TR.route.states.size > 0;
    const threads = capture.groups.flatMap(group => shownMembers(group, words, filtered));
    TR.copy(text.dumpAll(capture, threads), text.plural(threads.length, capture.tasks.length ? "thread or task" : "thread", capture.tasks.length ? "threads and tasks" : "threads"));
  }

  async function compare(current) {
    const found = await TR.changes(current, listed.captures);
    if (!found || capture !== current) return;
    since = found.since;
    moved = found.moved;
    drawRows();
    at("changes").hidden = false;
    TR.put(at("changes"), TR.changesInWords(found, place));
  }

  /* ---- paper ---- */

  const STACKS_ON_PAPER = 30;
  const OPENED_ON_PAPER = 300;
  let closeAgain = null;

  function print(on) {
    if (closeAgain) closeAgain();
    closeAgain = on && capture ? TR.openAll(at("stack"), OPENED_ON_PAPER) : null;
    if (!capture) return;
    rowList.print(on);
    const more = rows.length - TR.mostOnPaper;
    TR.put(at("paper"), on && [
      more > 0 && h("p", {}, text.plural(more, "more row") + " not printed."),
      h("h2", {}, "Stacks"),
      capture.groups.filter(group => group.role !== "idle").slice(0, STACKS_ON_PAPER).map(group => h("section", {},
        h("h3", {}, ROLES[group.role] + ": " + text.names(group.members)),
        h("pre", {}, text.dumpOf(capture, group.members[0])))),
    ]);
  }

  /* ---- keyboard ---- */

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const inFilter = event.target === filter;
    if (inFilter && event.key === "Escape") {
      filter.value = "";
      replace({ q: "" });
      drawRows();
      filter.blur();
      return;
    }
    const inText = event.target.matches && event.target.matches("input, textarea, select");
    const free = event.target === document.body || event.target.id === "main"
      || inFilter || rowList.element.contains(event.target);
    if (free && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      walk(event.key === "ArrowDown" ? 1 : -1);
    } else if (inText) {
      return;
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      walk(event.key === "j" ? 1 : -1);
    } else if (event.key === "/") {
      event.preventDefault();
      filter.focus();
      filter.select();
    } else if (event.key.length === 1 && event.key !== " " && capture) {
      // The letter itself lands in the filter: focus moves before the browser puts it anywhere.
      filter.focus();
    }
  });

  /* On a small screen the stack is below the list: a tap on a row goes there. */
  at("threads").addEventListener("click", event => {
    if (event.target.closest(".row-link") && matchMedia("(max-width: 62rem)").matches) {
      requestAnimationFrame(() => at("stack").scrollIntoView({ block: "start" }));
    }
  });

  addEventListener("hashchange", () => {
    TR.route = parse(location.hash);
    arrive();
  });
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  matchMedia("print").addEventListener("change", query => print(query.matches));
  document.querySelector(".skip").addEventListener("click", event => {
    event.preventDefault();
    at("main").focus();
  });

  TR.route = parse(location.hash);
  drawCaptures();
  if (source.live) polling();
  else poll();
})();

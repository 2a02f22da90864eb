"use strict";

/* Who waits for whom, drawn: threads and locks that take part, one arrow for each wait and each hold. */
(() => {
  const { h, svg, text } = TR;
  const MOST_NODES = 60;
  const MOST_SENTENCES = 12;
  const WIDTH = 134;
  const HEIGHT = 40;
  const GAP_X = 58;
  const GAP_Y = 30;

  /*
   * Every thread wants one lock at most and every lock has one owner at most, so each node has one way out: a
   * component is a tree that ends in a thread that runs, or in one cycle.
   */
  function build(capture) {
    const nodes = new Map();
    const sentences = [];
    const waiting = capture.threads.filter(thread => thread.waitsFor && thread.waitsFor.owner);
    const owners = new Set(waiting.map(thread => String(thread.waitsFor.owner.id)));
    const node = (id, make) => {
      if (!nodes.has(id)) nodes.set(id, { id, to: null, from: [], ...make() });
      return nodes.get(id);
    };
    const threadNode = (thread, who) => {
      const id = String(thread ? thread.id : who.id);
      return node("t" + id, () => ({
        threads: thread ? [thread] : [], name: thread ? text.nameOf(thread) : who.name || "#" + id,
        sub: thread ? thread.state : "not in this capture", cyclic: capture.cyclic.has(id),
      }));
    };
    // Those with the same stack that want the same lock are one node: a pile-up of thousands stays readable.
    const bundles = new Map();
    for (const thread of waiting) {
      const alone = owners.has(String(thread.id)) || capture.cyclic.has(String(thread.id));
      const group = capture.groupOf.get(thread);
      const key = alone ? "t" + thread.id : "g" + group.index + "/" + lockKey(thread.waitsFor);
      if (!bundles.has(key)) bundles.set(key, []);
      bundles.get(key).push(thread);
    }
    for (const [key, threads] of bundles) {
      const first = threads[0];
      const wait = first.waitsFor;
      const from = key.startsWith("t") ? threadNode(first)
        : node(key, () => ({ name: text.nameOf(first), cyclic: false }));
      from.threads = threads;
      if (threads.length > 1) {
        from.sub = "and " + text.number(threads.length - 1) + " more, " + first.state;
        from.title = text.names(threads);
      } else from.sub = first.state;
      const to = node("l" + lockKey(wait), () => ({ lock: wait, name: text.shortLock(wait), cyclic: false }));
      connect(from, to);
      connect(to, threadNode(capture.thread(wait.owner.id), wait.owner));
      if (from.cyclic) to.cyclic = true;
      sentences.push({ threads, wait, cyclic: from.cyclic });
    }
    return { nodes: [...nodes.values()], sentences };
  }

  const lockKey = ref => ref.class + "@" + ref.id;

  function connect(from, to) {
    if (from.to || from === to) return;
    from.to = to;
    to.from.push(from);
  }

  function components(nodes, culprit) {
    const seen = new Set();
    const found = [];
    for (const start of nodes) {
      if (seen.has(start)) continue;
      const members = [];
      const queue = [start];
      seen.add(start);
      while (queue.length) {
        const at = queue.pop();
        members.push(at);
        for (const next of [at.to, ...at.from]) {
          if (next && !seen.has(next)) { seen.add(next); queue.push(next); }
        }
      }
      found.push({ members, ring: ringOf(members, culprit) });
    }
    const weight = one => (one.ring.length ? 1e9 : 0) + one.members.reduce((n, m) => n + (m.threads || []).length, 0);
    return found.sort((a, b) => weight(b) - weight(a));
  }

  function ringOf(members, culprit) {
    const path = [];
    const on = new Set();
    let at = members[0];
    while (at && !on.has(at)) { on.add(at); path.push(at); at = at.to; }
    if (!at) return [];
    const ring = path.slice(path.indexOf(at));
    const has = node => node.threads && node.threads.some(thread => String(thread.id) === String(culprit));
    const start = Math.max(ring.findIndex(has), ring.findIndex(node => node.threads), 0);
    const first = ring.findIndex(has) >= 0 ? ring.findIndex(has) : start;
    return [...ring.slice(first), ...ring.slice(0, first)];
  }

  /* Gives each node a column and a row; returns how many rows it took. Trees grow away from what they wait for. */
  function layout(component, top) {
    const placed = [];
    const put = (node, column, row) => { node.column = column; node.row = row; placed.push(node); };
    const side = (node, column, row, step) => {
      const children = node.from.filter(child => !component.ring.includes(child) && child.drawn);
      let used = 0;
      for (const child of children) used += side(child, column + step, row + used, step);
      const rows = Math.max(1, used);
      put(node, column, row + (rows - 1) / 2);
      return rows;
    };
    const ring = component.ring;
    if (!ring.length) {
      const root = component.members.find(node => !node.to);
      return { rows: side(root, 0, top, -1), placed };
    }
    // Two columns: the first node top left, then down on the right and up on the left.
    const half = ring.length / 2;
    let row = top;
    for (let i = 0; i < half; i++) {
      const right = ring[i + 1];
      const left = i === 0 ? ring[0] : ring[ring.length - i];
      const before = placed.length;
      const rows = Math.max(side(left, 0, row, -1), side(right, 1, row, 1));
      for (const node of placed.slice(before)) if (node === left || node === right) node.row = row + (rows - 1) / 2;
      row += rows;
    }
    return { rows: row - top, placed };
  }

  /* Cycles first; what waits for a drawn node comes before what waits for nothing drawn. */
  function choose(parts) {
    let left = MOST_NODES;
    for (const part of parts) {
      // A set can grow while it is walked: this goes through the component level by level.
      const order = new Set(part.ring.length ? part.ring : [part.members.find(node => !node.to)]);
      for (const node of order) for (const child of node.from) order.add(child);
      for (const node of order) {
        if (left <= 0 && !part.ring.includes(node)) break;
        node.drawn = true;
        left--;
      }
    }
    return parts.filter(part => part.ring.length ? part.ring[0].drawn : part.members.some(node => node.drawn));
  }

  function draw(capture, place) {
    const { nodes, sentences } = build(capture);
    if (!nodes.length) return null;
    const parts = choose(components(nodes, capture.doc.culprit));
    const placed = [];
    let top = 0;
    const marks = [];
    for (const part of parts) {
      const done = layout(part, top);
      // Each part begins at the left edge, however far its tree grew to the left of what it ends in.
      const least = Math.min(...done.placed.map(node => node.column));
      for (const node of done.placed) node.column -= least;
      placed.push(...done.placed);
      if (part.ring.length) {
        const rows = part.ring.map(node => node.row);
        marks.push({ column: -least, row: (Math.min(...rows) + Math.max(...rows)) / 2 });
      }
      top += done.rows + 0.35;
    }
    const columns = Math.max(...placed.map(node => node.column)) + 1;
    const x = node => 6 + node.column * (WIDTH + GAP_X);
    const y = node => 6 + node.row * (HEIGHT + GAP_Y);
    const width = columns * WIDTH + (columns - 1) * GAP_X + 12;
    const height = (top - 0.35) * (HEIGHT + GAP_Y) - GAP_Y + 12;
    const picture = svg("svg", {
      class: "graph", width, height, viewBox: "0 0 " + width + " " + height, role: "group",
      "aria-label": "Wait graph: " + text.plural(capture.deadlocks.length, "deadlock"),
    }, arrowHeads(),
      placed.filter(node => node.to && node.to.drawn).map(node => edge(node, x, y)),
      marks.map(mark => svg("text", {
        class: "mark", x: x(mark) + WIDTH + GAP_X / 2, y: y(mark) + HEIGHT / 2 + 4, "text-anchor": "middle",
      }, "deadlock")),
      placed.map(node => box(node, x(node), y(node), place)));
    const left = nodes.length - placed.length;
    return [
      h("div", { class: "graph-scroll", tabindex: width > 340 ? "0" : null, role: "region", "aria-label": "Wait graph" },
        picture),
      left > 0 && h("p", { class: "muted" }, text.plural(left, "more thread or lock", "more threads and locks")
        + " take part and are not drawn; the list of threads has them all."),
      words(capture, sentences, place),
    ];
  }

  function arrowHeads() {
    return svg("defs", {}, ["arrow", "arrow-cycle"].map(id => svg("marker", {
      id, class: id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto",
      markerUnits: "userSpaceOnUse",
    }, svg("path", { d: "M0 0L8 4L0 8z" }))));
  }

  /* From the side of one box to the side of the next that faces it. */
  function edge(from, x, y) {
    const to = from.to;
    const cyclic = from.cyclic && to.cyclic;
    const kind = from.lock ? "held by" : "wants";
    let d;
    let label;
    if (from.column === to.column) {
      const down = to.row > from.row;
      const cx = x(from) + WIDTH / 2;
      const y1 = y(from) + (down ? HEIGHT : 0);
      const y2 = y(to) + (down ? 0 : HEIGHT);
      d = "M" + cx + " " + y1 + "L" + cx + " " + y2;
      label = { x: cx + (down ? 7 : -7), y: (y1 + y2) / 2 + 4, anchor: down ? "start" : "end" };
    } else {
      const right = to.column > from.column;
      const x1 = x(from) + (right ? WIDTH : 0);
      const x2 = x(to) + (right ? 0 : WIDTH);
      const y1 = y(from) + HEIGHT / 2;
      const y2 = y(to) + HEIGHT / 2;
      const mid = (x1 + x2) / 2;
      d = "M" + x1 + " " + y1 + (y1 === y2 ? "L" : "C" + mid + " " + y1 + " " + mid + " " + y2 + " ") + x2 + " " + y2;
      label = y1 === y2 ? { x: mid, y: y1 - 6, anchor: "middle" } : null;
    }
    return svg("g", { class: "edge" + (cyclic ? " cycle" : "") + (from.lock ? " hold" : " want") },
      svg("path", { d, "marker-end": "url(#" + (cyclic ? "arrow-cycle" : "arrow") + ")" }),
      label && svg("text", { x: label.x, y: label.y, "text-anchor": label.anchor }, kind));
  }

  function box(node, left, top, place) {
    const lock = Boolean(node.lock);
    const lines = lock ? [short(node.name)] : [short(node.name), node.sub || ""];
    const shape = svg("rect", { x: left, y: top, width: WIDTH, height: HEIGHT, rx: lock ? 20 : 4 });
    const content = [shape, svg("title", {}, lock ? text.lock(node.lock) : node.title || node.name),
      lines.map((line, i) => svg("text", {
        class: i ? "sub" : "name", x: left + WIDTH / 2, "text-anchor": "middle",
        y: top + HEIGHT / 2 + (lines.length === 1 ? 4 : i ? 13 : -2),
      }, line))];
    const type = "node " + (lock ? "lock-node" : "thread-node") + (node.cyclic ? " cycle" : "");
    const first = node.threads && node.threads[0];
    return first ? svg("a", { class: type, href: place(first) }, content) : svg("g", { class: type }, content);
  }

  /* Names differ at their ends. */
  function short(name) {
    return name.length <= 19 ? name : name.slice(0, 8) + "…" + name.slice(-10);
  }

  function words(capture, sentences, place) {
    const sorted = [...sentences].sort((a, b) => b.cyclic - a.cyclic || b.threads.length - a.threads.length);
    const more = sorted.length - MOST_SENTENCES;
    const ownerOf = wait => {
      const known = capture.thread(wait.owner.id);
      return known ? h("a", { href: place(known) }, text.nameOf(known)) : wait.owner.name;
    };
    return h("ul", { class: "sentences" }, sorted.slice(0, MOST_SENTENCES).map(one => h("li", {},
      h("a", { href: place(one.threads[0]) }, text.names(one.threads)),
      one.threads.length > 1 ? " wait for " : " waits for ", h("code", {}, text.shortLock(one.wait)),
      " held by ", ownerOf(one.wait), one.cyclic && h("span", { class: "in-cycle" }, " (deadlock)"))),
    more > 0 && h("li", { class: "muted" }, "and " + text.number(more) + " more"));
  }

  TR.waitGraph = draw;
})();

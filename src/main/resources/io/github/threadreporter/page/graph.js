"use strict";

/* Who waits for whom, drawn: threads, tasks and what they wait for, one arrow for each wait and each hold. */
(() => {
  const { h, svg, text } = TR;
  const MOST_NODES = 60;
  const MOST_HOLDERS = 4;
  const MOST_SENTENCES = 12;
  const WIDTH = 134;
  const HEIGHT = 40;
  const GAP_X = 58;
  const GAP_Y = 30;
  const SMALLEST = 0.72;

  /*
   * Everybody waits for one thing at most. What has several holders leads on to the one that matters most; arrows to the
   * others are drawn on top. So each node has one way out: a component is a tree that ends in somebody who does not
   * wait, or in one cycle.
   */
  function build(capture) {
    const waits = capture.waits;
    const nodes = new Map();
    const sentences = [];
    const waiting = [...capture.threads, ...capture.tasks].filter(one => waits.matters(one));
    const held = new Set(waiting.flatMap(one => {
      const { holders } = waits.edge(one).resource;
      return holders.length > MOST_HOLDERS ? [] : holders.map(holder => holder.id);
    }));
    const chain = new Set(waits.chain);
    const node = (id, make) => {
      if (!nodes.has(id)) nodes.set(id, { id, to: null, from: [], also: [], ...make() });
      return nodes.get(id);
    };
    const single = (id, name) => node(id, () => {
      const one = capture.thread(id);
      return {
        members: one ? [one] : [], name: one ? text.nameOf(one) : name || id.replace(/^task:/, ""),
        sub: one ? underOf(one) : "not in this capture", task: id.startsWith("task:"),
        cyclic: capture.cyclic.has(id), chained: chain.has(id),
      };
    });
    // Those with the same stack that want the same thing are one node: a pile-up of thousands stays readable.
    const bundles = new Map();
    for (const one of waiting) {
      const id = String(one.id);
      const alone = held.has(id) || capture.cyclic.has(id) || chain.has(id);
      const key = alone ? id : "g" + capture.groupOf.get(one).index + "/" + waits.edge(one).resource.key;
      if (!bundles.has(key)) bundles.set(key, []);
      bundles.get(key).push(one);
    }
    for (const [key, members] of bundles) {
      const first = members[0];
      const edge = waits.edge(first);
      const from = key.startsWith("g") && !capture.thread(key)
        ? node(key, () => ({ name: text.nameOf(first), task: first.task, cyclic: false })) : single(key);
      from.members = members;
      if (members.length > 1) {
        from.sub = "and " + text.number(members.length - 1) + " more, " + first.state;
        from.title = text.names(members);
      }
      from.sub = from.sub || underOf(first);
      const resource = edge.resource;
      const to = node("l" + resource.key, () => ({
        resource, name: resource.name, cyclic: false, chained: false,
        sub: resource.unknown ? "cannot tell who" : resource.label,
      }));
      connect(from, to);
      if (!to.to) holdersOf(resource, chain, capture).forEach((holder, i) => {
        const next = single(holder.id, holder.name);
        if (i === 0) connect(to, next);
        else if (i < MOST_HOLDERS) to.also.push(next);
      });
      if (from.cyclic && to.to && to.to.cyclic) to.cyclic = true;
      if (from.chained && (!to.to || to.to.chained)) to.chained = true;
      sentences.push({ members, edge, cyclic: from.cyclic, chained: from.chained });
    }
    // A task goes on when the thread that runs it does.
    for (const one of [...nodes.values()]) {
      const task = one.task && !one.to && one.members.length === 1 && one.members[0];
      if (task && task.thread !== undefined) connect(one, single(String(task.thread)));
    }
    return { nodes: [...nodes.values()], sentences };
  }

  const underOf = one => one.task ? one.label + ", " + one.state : one.state;

  /* The next of the cycle, else of the chain, else whoever waits for something, else the first. */
  function holdersOf(resource, chain, capture) {
    const rank = ({ id }) => {
      if (capture.cyclic.has(id)) return 0;
      if (chain.has(id)) return 1;
      const one = capture.thread(id);
      return one && capture.waits.matters(one) ? 2 : 3;
    };
    if (resource.holders.length < 2) return resource.holders;
    return resource.holders.map(one => [rank(one), one]).sort((a, b) => a[0] - b[0]).map(([, one]) => one);
  }

  function connect(from, to) {
    if (from.to || from === to) return;
    from.to = to;
    to.from.push(from);
  }

  function components(nodes, culprit) {
    const seen = new Set();
    const found = [];
    for (const start of nodes) {
      // A holder among several whom nothing else leads to stands beside the one that was chosen.
      if (seen.has(start) || (!start.to && !start.from.length)) continue;
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
    const weight = one => (one.ring.length ? 1e9 : 0) + (one.members.some(m => m.chained) ? 1e8 : 0)
      + one.members.reduce((n, m) => n + (m.members || []).length, 0);
    return found.sort((a, b) => weight(b) - weight(a));
  }

  function ringOf(members, culprit) {
    const path = [];
    const on = new Set();
    let at = members[0];
    while (at && !on.has(at)) { on.add(at); path.push(at); at = at.to; }
    if (!at) return [];
    const ring = path.slice(path.indexOf(at));
    const has = node => node.members && node.members.some(one => String(one.id) === String(culprit));
    const start = Math.max(ring.findIndex(has), ring.findIndex(node => node.members), 0);
    const first = ring.findIndex(has) >= 0 ? ring.findIndex(has) : start;
    return [...ring.slice(first), ...ring.slice(0, first)];
  }

  /* Gives each node a column and a row; returns how many rows it took. Trees grow away from what they wait for. */
  function layout(component, top) {
    const placed = [];
    const put = (node, column, row) => { node.column = column; node.row = row; placed.push(node); };
    const side = (node, column, row, step) => {
      const children = node.from.filter(child => !component.ring.includes(child) && child.drawn);
      const beside = children.flatMap(child => child.also).filter(one => one.beside && one.drawn && !placed.includes(one));
      let used = 0;
      for (const child of children) used += side(child, column + step, row + used, step);
      const rows = Math.max(1 + beside.length, used);
      const first = row + (rows - 1 - beside.length) / 2;
      put(node, column, first);
      beside.forEach((one, i) => put(one, column, first + 1 + i));
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
      const rows = Math.max(side(left, 0, row, -1), right ? side(right, 1, row, 1) : 0);
      for (const node of placed.slice(before)) if (node === left || node === right) node.row = row + (rows - 1) / 2;
      row += rows;
    }
    return { rows: row - top, placed };
  }

  /* Cycles first, then the culprit's chain; what waits for a drawn node comes before what waits for nothing drawn. */
  function choose(parts) {
    let left = MOST_NODES;
    for (const part of parts) {
      // A set can grow while it is walked: this goes through the component level by level.
      const order = new Set(part.ring.length ? part.ring : [part.members.find(node => !node.to)]);
      for (const node of order) {
        const from = [...node.from].sort((a, b) => Number(b.chained || false) - Number(a.chained || false));
        for (const child of from) order.add(child);
      }
      for (const node of order) {
        if (left <= 0 && !part.ring.includes(node)) break;
        node.drawn = true;
        left--;
        if (part.ring.includes(node)) continue;
        for (const one of node.also) {
          if (one.to || one.from.length || one.drawn || left <= 0) continue;
          one.beside = true;
          one.drawn = true;
          left--;
        }
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
    const arrows = placed.flatMap(node => [node.to, ...node.also].filter(to => to && to.drawn).map(to => [node, to]));
    const height = (top - 0.35) * (HEIGHT + GAP_Y) - (arrows.some(([from, to]) => passes(from, to)) ? 0 : GAP_Y) + 12;
    const picture = svg("svg", {
      class: "graph", width, height, viewBox: "0 0 " + width + " " + height, role: "group",
      "aria-label": "Wait graph: " + text.plural(capture.deadlocks.length, "deadlock"),
    }, arrowHeads(),
      arrows.map(([from, to]) => edge(from, to, x, y)),
      marks.map(mark => svg("text", {
        class: "mark", x: x(mark) + WIDTH + GAP_X / 2, y: y(mark) + HEIGHT / 2 + 4, "text-anchor": "middle",
      }, "deadlock")),
      placed.map(node => box(node, x(node), y(node), place)));
    // Shrunk to fit, but never so far that it cannot be read: then it scrolls.
    picture.style.minWidth = Math.min(width, Math.max(352, Math.round(width * SMALLEST))) + "px";
    const left = nodes.length - placed.length;
    const what = capture.tasks.length ? ["more thread, task or lock", "more threads, tasks and locks"]
      : ["more thread or lock", "more threads and locks"];
    return [
      h("div", { class: "graph-scroll", tabindex: width > 340 ? "0" : null, role: "region", "aria-label": "Wait graph" },
        picture),
      left > 0 && h("p", { class: "muted" }, text.plural(left, ...what)
        + " take part and are not drawn; the list has them all."),
      words(capture, sentences, place),
    ];
  }

  function arrowHeads() {
    return svg("defs", {}, ["arrow", "arrow-chain", "arrow-cycle"].map(id => svg("marker", {
      id, class: id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto",
      markerUnits: "userSpaceOnUse",
    }, svg("path", { d: "M0 0L8 4L0 8z" }))));
  }

  /* Whether boxes may stand between the two: then the arrow goes below them. */
  const passes = (from, to) => from.row === to.row && Math.abs(from.column - to.column) > 1;

  /* From the side of one box to the side of the next that faces it. */
  function edge(from, to, x, y) {
    const main = to === from.to;
    const mark = main && from.cyclic && to.cyclic ? "cycle" : main && from.chained && to.chained ? "chain" : "";
    const kind = from.resource ? from.resource.verb : from.task && to.members ? "run by"
      : to.resource.lock ? "wants" : "waits for";
    let d;
    let label;
    if (from.column === to.column) {
      const down = to.row > from.row;
      const cx = x(from) + WIDTH / 2;
      const y1 = y(from) + (down ? HEIGHT : 0);
      const y2 = y(to) + (down ? 0 : HEIGHT);
      d = "M" + cx + " " + y1 + "L" + cx + " " + y2;
      label = { x: cx + (down ? 7 : -7), y: (y1 + y2) / 2 + 4, anchor: down ? "start" : "end" };
    } else if (passes(from, to)) {
      const x1 = x(from) + WIDTH / 2;
      const x2 = x(to) + WIDTH / 2;
      const bottom = y(from) + HEIGHT;
      d = "M" + x1 + " " + bottom + "C" + x1 + " " + (bottom + GAP_Y) + " " + x2 + " " + (bottom + GAP_Y) + " " + x2 + " " + bottom;
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
    return svg("g", { class: "edge" + (mark ? " " + mark : "") + (from.resource ? " hold" : " want") },
      svg("path", { d, "marker-end": "url(#arrow" + (mark ? "-" + mark : "") + ")" }),
      label && svg("text", { x: label.x, y: label.y, "text-anchor": label.anchor }, kind));
  }

  function box(node, left, top, place) {
    const resource = node.resource;
    const lines = [short(node.name, resource ? 17 : 19), node.sub && fitting(node.sub)].filter(Boolean);
    const shape = svg("rect", { x: left, y: top, width: WIDTH, height: HEIGHT, rx: resource ? 20 : 4 });
    const title = resource ? resource.title + (resource.unknown ? ": " + resource.unknown : "")
      : (node.title || node.name) + (node.sub ? "\n" + node.sub : "");
    const content = [shape, svg("title", {}, title),
      lines.map((line, i) => svg("text", {
        class: i ? "sub" : "name", x: left + WIDTH / 2, "text-anchor": "middle",
        y: top + HEIGHT / 2 + (lines.length === 1 ? 4 : i ? 13 : -2),
      }, line))];
    const type = "node " + (resource ? "lock-node" : node.task ? "task-node" : "thread-node")
      + (node.cyclic ? " cycle" : node.chained ? " chain" : "");
    const first = node.members && node.members[0];
    return first ? svg("a", { class: type, href: place(first) }, content) : svg("g", { class: type }, content);
  }

  /* Names differ at their ends. */
  function short(name, most) {
    const ends = Math.floor((most - 1) / 2);
    return name.length <= most ? name : name.slice(0, ends - 1) + "…" + name.slice(-ends - 1);
  }

  const fitting = line => line.length <= 23 ? line : line.slice(0, 22) + "…";

  function words(capture, sentences, place) {
    const sorted = sentences.filter(one => !one.chained || one.cyclic || capture.waits.chain.length < 2)
      .sort((a, b) => b.cyclic - a.cyclic || b.members.length - a.members.length);
    const more = sorted.length - MOST_SENTENCES;
    return h("ul", { class: "sentences" }, sorted.slice(0, MOST_SENTENCES).map(one => h("li", {},
      h("a", { href: place(one.members[0]) }, text.names(one.members)),
      one.members.length > 1 ? " wait for " : " waits for ", capture.waits.words(one.edge, place),
      one.cyclic && h("span", { class: "in-cycle" }, " (deadlock)"))),
    more > 0 && h("li", { class: "muted" }, "and " + text.number(more) + " more"));
  }

  TR.waitGraph = draw;
})();

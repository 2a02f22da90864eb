"use strict";

/* Work without a thread of its own: as a tree of what belongs to what, and as contents of the pools that are to run it. */
(() => {
  const { h, text } = TR;
  const MOST_ITEMS = 30;
  const OPEN_DEPTH = 2;
  const MOST_CONTENTS = 10;

  /* The children of each task, and those without a parent that is in the capture. A ring of parents has no root. */
  function family(capture) {
    const children = new Map();
    const roots = [];
    for (const task of capture.tasks) {
      const parent = task.parent !== undefined && capture.thread(TR.waitIdOf(task.parent));
      if (!parent || parent === task) roots.push(task);
      else if (children.has(parent)) children.get(parent).push(task);
      else children.set(parent, [task]);
    }
    return { children, roots };
  }

  /* Those of one shape without children of their own are one item. */
  function folded(capture, tasks, children) {
    const items = new Map();
    for (const task of tasks) {
      const key = children.has(task) ? task : capture.groupOf.get(task);
      if (items.has(key)) items.get(key).push(task);
      else items.set(key, [task]);
    }
    return [...items.values()].sort((a, b) => children.has(b[0]) - children.has(a[0]));
  }

  function tree(capture, place) {
    const { children, roots } = family(capture);
    // What merely waits for its turn is told with its pool.
    const shown = roots.filter(task => children.has(task) || !queued(capture, task));
    if (!shown.length) return null;
    return [h("h2", { id: "tasks-title" }, "Tasks"), level(capture, shown, children, place, 0)];
  }

  const queued = (capture, task) => task.thread === undefined && task.pool
    && ["job", "scheduled"].includes(task.kind)
    && capture.waits.resources.has(task.pool.class + "@" + task.pool.id);

  function level(capture, tasks, children, place, depth) {
    return paged("ul", "task-tree", folded(capture, tasks, children), MOST_ITEMS, members => {
      const line = item(capture, members, place);
      const below = children.get(members[0]);
      if (!below) return h("li", {}, line);
      const details = h("details", {}, h("summary", {}, line,
        h("span", { class: "muted" }, " " + text.plural(below.length, "child", "children"))));
      TR.lazy(details, () => details.append(level(capture, below, children, place, depth + 1)));
      if (depth < OPEN_DEPTH) {
        details.open = true;
        details.fillIn();
      }
      return h("li", {}, details);
    });
  }

  function item(capture, members, place) {
    const task = members[0];
    const frame = capture.interesting(task);
    const says = TR.values.brief(capture, task);
    return [
      h("a", { href: place(task) }, text.nameOf(task)),
      members.length > 1 && h("b", { class: "times" }, " ×" + text.number(members.length)),
      h("span", { class: "muted" }, " " + task.label + ", " + task.state),
      task.thread !== undefined && [h("span", { class: "muted" }, " by "), capture.waits.link(String(task.thread), "", place)],
      frame && h("span", { class: "task-spot" }, text.shortFrame(frame) + (frame.line > 0 ? ":" + frame.line : "")),
      says && h("span", { class: "task-vars" }, says),
    ];
  }

  /* The first of many, and a button that shows more of them. */
  function paged(tag, type, all, most, draw) {
    const items = h(tag, { class: type });
    if (all.length <= most) {
      for (const one of all) items.append(draw(one));
      return items;
    }
    const button = h("button", { type: "button", class: "quiet" });
    let shown = 0;
    const more = () => {
      for (const one of all.slice(shown, shown + most)) items.append(draw(one));
      shown = Math.min(shown + most, all.length);
      const left = all.length - shown;
      button.textContent = "Show " + Math.min(most, left) + " more of " + text.number(left);
      button.hidden = left === 0;
    };
    button.addEventListener("click", more);
    more();
    return [items, button];
  }

  function pools(capture, place) {
    const all = capture.waits.pools();
    if (!all.length) return null;
    return [h("h2", { id: "pools-title" }, "Pools and queues"),
      paged("ul", "pools", all, MOST_ITEMS, pool => h("li", { class: "pool" }, one(capture, pool, place)))];
  }

  /* Idle workers are counted: a list of them hides the one that matters. */
  const busy = pool => pool.holders.filter(holder => holder.how !== "is idle");

  function one(capture, pool, place) {
    const queue = capture.waits.queue(pool);
    const facts = Object.entries(pool.facts);
    return [
      h("h3", { title: pool.title }, pool.label + " ", h("code", {}, pool.name)),
      facts.length > 0 && h("dl", { class: "context" },
        facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, String(value))))),
      pool.holders.length > 0 && [h("h4", {}, pool.verb === "lent to" ? "Lent to" : "Served by"),
        paged("ul", "pool-users", busy(pool), MOST_CONTENTS,
          holder => h("li", {}, capture.waits.link(holder.id, holder.name, place), TR.waitNote(holder))),
        busy(pool).length < pool.holders.length
          && h("p", { class: "muted" }, text.number(pool.holders.length - busy(pool).length) + " idle")],
      pool.unknown && h("p", { class: "muted" }, "Cannot tell: " + pool.unknown),
      queue.length > 0 && [h("h4", {}, text.number(queue.length) + " waiting in its queue"),
        paged("ul", "pool-queue", queue, MOST_CONTENTS, task => h("li", {}, item(capture, [task], place)))],
    ];
  }

  TR.taskTree = tree;
  TR.pools = pools;
})();

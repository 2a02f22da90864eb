"use strict";

/* What threads and tasks wait for, and who would have to act: the wait graph of a capture by node, and in words. */
(() => {
  const { h, text } = TR;
  const MOST_NAMED = 3;
  const KINDS = {
    monitor: ["", "held by"], lock: ["", "held by"], read_write_lock: ["read-write lock", "held by"],
    condition: ["condition", "up to"], semaphore: ["semaphore", "held by"], latch: ["latch", "up to"],
    thread: ["end of", "which is"], future: ["future", "due from"], queue: ["queue", "up to"],
    executor: ["executor", "served by"], dispatcher: ["dispatcher", "served by"],
    connection_pool: ["connection pool", "lent to"], http_pool: ["HTTP pool", "lent to"], other: ["", "up to"],
  };
  const POOLS = ["executor", "dispatcher", "connection_pool", "http_pool"];
  const LOCKS = ["monitor", "lock", "read_write_lock"];
  const OWN = { lock: true, label: "", verb: "held by", holders: [], unknown: "", facts: {}, need: "all" };

  const keyOf = ref => ref.class + "@" + ref.id;
  const duration = micros => micros < 120e6 ? text.micros(micros)
    : micros < 7200e6 ? Math.round(micros / 60e6) + " min" : (micros / 3600e6).toFixed(1) + " h";

  /* In a capture a number is a thread and a text is a task; on this page both have an id of their own kind. */
  const idOf = node => typeof node === "number" ? String(node) : "task:" + node;

  class Waits {
    constructor(capture) {
      const doc = capture.doc;
      this.capture = capture;
      this.resources = new Map();
      for (const one of TR.list(doc.resources)) {
        const [label, verb] = KINDS[one.kind] || KINDS.other;
        this.resources.set(keyOf(one), {
          ...one, key: keyOf(one), label, verb, name: one.name || text.shortLock(one),
          title: (label ? label + " " : "") + (one.name ? one.name + ", " : "") + text.lock(one),
          holders: TR.list(one.holders).map(holder => ({ ...holder, id: idOf(holder.who) })),
          unknown: one.unknown || "", facts: one.facts || {}, pool: POOLS.includes(one.kind),
          lock: LOCKS.includes(one.kind),
        });
      }
      this.waits = new Map();
      for (const one of TR.list(doc.waits)) {
        const resource = one.what && this.resources.get(keyOf(one.what));
        if (resource) this.waits.set(idOf(one.who), { resource, timed: one.timed, micros: one.waitedMicros });
      }
      this.chain = TR.list(doc.chain).map(idOf);
      this.queues = new Map();
      for (const task of capture.tasks) {
        const key = task.pool && task.thread === undefined && keyOf(task.pool);
        if (!key) continue;
        if (!this.queues.has(key)) this.queues.set(key, []);
        this.queues.get(key).push(task);
      }
      this.tasksOf = new Map();
      for (const task of capture.tasks) {
        if (task.thread === undefined) continue;
        const id = String(task.thread);
        if (!this.tasksOf.has(id)) this.tasksOf.set(id, []);
        this.tasksOf.get(id).push(task);
      }
    }

    /* {resource, timed, micros, own}: own is what the JVM itself tells of a thread, where nothing better is known. */
    edge(one) {
      const found = this.waits.get(String(one.id));
      if (found) return found;
      const wait = one.waitsFor;
      if (!wait) return null;
      const known = this.resources.get(keyOf(wait));
      if (known && known.holders.length) return { resource: known, own: wait };
      const holders = wait.owner ? [{ id: String(wait.owner.id), name: wait.owner.name, how: "" }] : [];
      return {
        own: wait,
        resource: { ...OWN, ...known, ...wait, key: keyOf(wait), name: text.shortLock(wait), title: text.lock(wait), holders },
      };
    }

    /* Whether somebody is known to have to act, or why nobody is: an idle worker's wait tells nothing. */
    matters(one) {
      const edge = this.edge(one);
      if (!edge) return false;
      if (this.chain.includes(String(one.id)) || this.capture.cyclic.has(String(one.id))) return true;
      const group = this.capture.groupOf.get(one);
      if (group && group.role === "idle") return false;
      return edge.resource.holders.length > 0 || (!edge.own && edge.resource.unknown !== "");
    }

    /* The tasks that wait for their turn in a pool. */
    queue(resource) {
      return this.queues.get(resource.key) || [];
    }

    runBy(thread) {
      return this.tasksOf.get(String(thread.id)) || [];
    }

    pools() {
      return [...this.resources.values()].filter(one => one.pool);
    }

    link(id, name, place) {
      const known = this.capture.thread(id);
      return known ? h("a", { href: place(known) }, text.nameOf(known)) : h("span", {}, name || missing(id));
    }

    /* " held by a, any one of 3", from the resource to those who would have to act. */
    holders(resource, comma, place) {
      const some = resource.holders.slice(0, MOST_NAMED);
      const more = resource.holders.length - some.length;
      return [
        some.length > 0 && [(comma ? ", " : " ") + resource.verb + " ", many(resource) && quantity(resource) + ": ",
          some.map((one, i) => [i ? ", " : "", this.link(one.id, one.name, place), note(one)]),
          more > 0 && " and " + text.number(more) + " more"],
        resource.unknown && h("span", { class: "unknown" }, (some.length ? "; " : ", ") + "cannot tell: " + resource.unknown),
      ];
    }

    /* "connection pool orders for 41 s, lent to ..." */
    words(edge, place) {
      const resource = edge.resource;
      return [resource.label && resource.label + " ", h("code", { title: resource.title }, resource.name),
        edge.micros >= 0 && " for " + duration(edge.micros), edge.timed && ", with a time limit",
        this.holders(resource, edge.micros >= 0 || edge.timed, place)];
    }
  }

  const many = resource => resource.holders.length > 1;
  const quantity = resource => (resource.need === "one" ? "any one of " : "all of ") + text.number(resource.holders.length);
  const missing = id => id.startsWith("task:") ? id.slice(5) : "#" + id;

  /* " (for 40 s, taken in ...)". */
  function note(holder) {
    const parts = [holder.heldMicros >= 0 && "for " + duration(holder.heldMicros), holder.how].filter(Boolean);
    return parts.length ? h("span", { class: "muted" }, " (" + parts.join(", ") + ")") : null;
  }

  /* How the culprit's wait goes on, step by step, to where the trouble comes from. */
  function chain(capture, place) {
    const waits = capture.waits;
    const members = waits.chain.map(id => ({ id, one: capture.thread(id) }));
    // The way round a deadlock is told by the graph.
    if (members.length < 2 || members.every(({ id }) => capture.cyclic.has(id))) return null;
    return h("ol", { class: "chain", "aria-label": "How the culprit's wait goes on" }, members.map(({ id, one }) => {
      const edge = one && waits.edge(one);
      const frame = one && capture.interesting(one);
      return h("li", {}, waits.link(id, "", place), one && one.task && h("span", { class: "muted" }, " " + one.label),
        edge ? [" waits for ", waits.words(edge, place)] : one && [" is ", one.state],
        !edge && frame && [" at ", h("code", {}, text.shortFrame(frame) + (frame.line > 0 ? ":" + frame.line : ""))]);
    }));
  }

  TR.Waits = Waits;
  TR.waitChain = chain;
  TR.waitIdOf = idOf;
  TR.waitNote = note;
})();

"use strict";

/* A capture (docs/dump-format.md) with what the page has to look up. Never changed once made. */
(() => {
  const ROLES = ["culprit", "exception", "deadlocked", "chained", "blocked", "running", "waiting", "task", "system", "idle"];
  const KINDS = {
    coroutine: "coroutine", future: "future", job: "job", scheduled: "scheduled job", subtask: "subtask", stream: "stream",
  };
  const STATES = ["RUNNABLE", "BLOCKED", "WAITING", "TIMED_WAITING", "NEW", "TERMINATED"];
  const UNKNOWN = "UNKNOWN";
  const SHAPES = ["fields", "items", "entries"];
  const REACH = 2;
  const MOST_REACHED = 500;
  const MOST_WORDS = 16;

  const isRecord = value => typeof value === "object" && value !== null;
  const list = value => Array.isArray(value) ? value : [];

  class Capture {
    constructor(doc) {
      this.doc = doc;
      this.id = String(doc.id);
      this.frames = list(doc.frames);
      this.stacks = list(doc.stacks);
      this.threads = list(doc.threads);
      this.byId = new Map(this.threads.map(thread => [String(thread.id), thread]));
      this.exceptions = list(doc.exceptions).map((one, i) => ({
        ...one, id: "exception" + (i + 1), name: one.class, exception: true, cause: i > 0,
      }));
      for (const one of this.exceptions) this.byId.set(one.id, one);
      this.tasks = list(doc.tasks).map(one => ({
        ...one, id: TR.waitIdOf(String(one.id)), task: true, label: KINDS[one.kind] || String(one.kind),
      }));
      for (const task of this.tasks) this.byId.set(task.id, task);
      this.deadlocks = doc.deadlocks
        ? list(doc.deadlocks).map(one => (Array.isArray(one) ? one : [...list(one.cycle), ...list(one.others)])
          .map(TR.waitIdOf))
        : this.cycles();
      this.cyclic = new Set(this.deadlocks.flat().map(String));
      this.chained = new Set(list(doc.chain).map(TR.waitIdOf));
      this.groups = this.grouped();
      this.groupOf = new Map();
      for (const group of this.groups) for (const thread of group.members) this.groupOf.set(thread, group);
      this.waits = new TR.Waits(this);
      this.states = this.counted();
      this.objects = list(this.doc.objects).map(objectOf);
      this.objectIndex = null;
      this.variables = new Map();
      this.values = new Map();
      this.objectTexts = [];
      this.objectsByWord = new Map();
      this.texts = new Map();
      this.stackTexts = [];
    }

    thread(id) {
      return this.byId.get(String(id));
    }

    /* Newest first. */
    framesOf(thread) {
      const stack = this.stacks[thread.stack];
      return stack ? list(stack.frames).map(i => this.frames[i]).filter(Boolean) : [];
    }

    /* Where a task was created, newest first. */
    createdAt(task) {
      const stack = this.stacks[task.createdAt];
      return stack ? list(stack.frames).map(i => this.frames[i]).filter(Boolean) : [];
    }

    cutOf(thread) {
      const stack = this.stacks[thread.stack];
      return stack && stack.cut || 0;
    }

    /* The newest frame of the application, else the newest. */
    interesting(thread) {
      const frames = this.framesOf(thread);
      return frames.find(frame => frame.inApp) || frames[0];
    }

    /* Local variables by depth, the newest frame first. */
    variablesOf(thread) {
      let found = this.variables.get(thread);
      if (!found) {
        found = new Map();
        const entries = list(thread.variables).filter(entry => isRecord(entry) && entry.depth >= 0);
        for (const entry of entries.sort((a, b) => a.depth - b.depth)) {
          const variables = list(entry.variables).filter(isRecord);
          const missing = typeof entry.missing === "string" ? entry.missing : "";
          if (variables.length || missing) found.set(entry.depth, { variables, missing });
        }
        this.variables.set(thread, found);
      }
      return found;
    }

    /* What a value of the document is: {plain}, {text}, {object, index}, {elsewhere}, {unread} or {masked}. */
    look(value) {
      if (value === null || typeof value === "number" || typeof value === "boolean") return { plain: String(value) };
      if (typeof value === "string") return { text: value, type: "java.lang.String", cut: 0 };
      if (!isRecord(value)) return { unread: "this page does not know it", type: "" };
      if (typeof value.text === "string") return { text: value.text, type: String(value.type || ""), cut: value.cut };
      if (value.masked !== undefined) return { masked: String(value.masked) };
      if (value.unread !== undefined) return { unread: String(value.unread), type: String(value.type || "") };
      const index = value.object !== undefined ? value.object : this.indexOf(value.type, value.id);
      if (Number.isInteger(index) && this.objects[index]) return this.fullest(index);
      if (value.type !== undefined) return { elsewhere: { type: String(value.type), id: String(value.id || "") } };
      return { unread: "this page does not know it", type: "" };
    }

    /* An event may open an object in one place and tell only its size in others. */
    fullest(index) {
      const object = this.objects[index];
      const other = object.members.length ? undefined : this.indexOf(object.type, object.id);
      return other === undefined ? { object, index } : { object: this.objects[other], index: other };
    }

    /* Of the object that a cycle leads back to. Events may describe one more than once: the fullest is taken. */
    indexOf(type, id) {
      if (!this.objectIndex) {
        this.objectIndex = new Map();
        this.objects.forEach((one, i) => {
          const key = one.type + "@" + one.id;
          const known = this.objects[this.objectIndex.get(key)];
          if (!known || known.members.length < one.members.length) this.objectIndex.set(key, i);
        });
      }
      return id ? this.objectIndex.get(type + "@" + id) : undefined;
    }

    /* What the filter looks at. Stacks are shared by many threads, so their text is made once. */
    textOf(thread) {
      let text = this.texts.get(thread);
      if (text === undefined) {
        const wait = thread.waitsFor;
        text = [TR.text.nameOf(thread), "#" + thread.id, thread.state, thread.kind, thread.group, thread.message,
          wait && wait.class + "@" + wait.id, ...list(thread.holds).map(lock => lock.class + "@" + lock.id),
          flat(thread.mdc), flat(thread.scope), flat(thread.scopedValues), flat(thread.extra),
          thread.label, flat(thread.facts), thread.task && thread.parent, this.waitTextOf(thread)]
          .filter(Boolean).join("\n").toLowerCase();
        this.texts.set(thread, text);
      }
      return text;
    }

    waitTextOf(thread) {
      const edge = this.waits.edge(thread);
      return edge && !edge.own ? edge.resource.label + " " + edge.resource.title : "";
    }

    stackTextOf(thread) {
      const i = thread.stack;
      if (i === undefined) return "";
      if (this.stackTexts[i] === undefined) {
        this.stackTexts[i] = this.framesOf(thread)
          .map(frame => frame.class + "." + frame.method + " " + (frame.file || "") + ":" + (frame.line || ""))
          .join("\n").toLowerCase();
      }
      return this.stackTexts[i];
    }

    matches(thread, words, states) {
      if (states.size && !states.has(stateOf(thread))) return false;
      return words.every(word => this.textOf(thread).includes(word) || this.stackTextOf(thread).includes(word)
        || this.hasValue(thread, word));
    }

    hasValue(thread, word) {
      if (!this.variablesOf(thread).size) return false;
      const { text, objects } = this.valuesOf(thread);
      if (text.includes(word)) return true;
      const having = this.objectsWith(word);
      return having.size > 0 && objects.some(index => having.has(index));
    }

    /*
     * What its variables say, and the objects that they lead to in a step or two: further on, everything leads to
     * everything, and each thread of a service would match the customer of any other.
     */
    valuesOf(thread) {
      let found = this.values.get(thread);
      if (!found) {
        const words = [];
        const objects = new Set();
        for (const { variables } of this.variablesOf(thread).values()) {
          for (const one of variables) {
            words.push(one.name, ownText(this.look(one.value)));
            this.reach(one.value, one.kind === "receiver" ? 1 : REACH, objects);
          }
        }
        found = { text: words.join("\n").toLowerCase(), objects: [...objects] };
        this.values.set(thread, found);
      }
      return found;
    }

    reach(value, steps, objects) {
      const { object, index } = this.look(value);
      if (!object || steps === 0 || objects.size >= MOST_REACHED) return;
      objects.add(index);
      if (steps > 1) for (const member of object.members) this.reach(member.value, steps - 1, objects);
    }

    objectsWith(word) {
      let having = this.objectsByWord.get(word);
      if (!having) {
        having = new Set(this.objects.map((_, i) => i).filter(i => this.objectText(i).includes(word)));
        if (this.objectsByWord.size >= MOST_WORDS) this.objectsByWord.clear();
        this.objectsByWord.set(word, having);
      }
      return having;
    }

    objectText(index) {
      if (this.objectTexts[index] === undefined) {
        const object = this.objects[index];
        this.objectTexts[index] = [object.type + "@" + object.id,
          ...object.members.map(one => one.name + "\n" + ownText(this.look(one.value)))].join("\n").toLowerCase();
      }
      return this.objectTexts[index];
    }

    /* Equal where a thread has not moved between two captures. */
    placeOf(thread) {
      return (thread.state || "") + "\n" + this.stackTextOf(thread);
    }

    counted() {
      const counts = new Map(STATES.map(state => [state, 0]));
      for (const thread of this.threads) counts.set(stateOf(thread), (counts.get(stateOf(thread)) || 0) + 1);
      return [...counts].filter(([, count]) => count > 0);
    }

    grouped() {
      const groups = [];
      const seen = new Set();
      for (const group of list(this.doc.groups)) {
        const members = list(group.threads).map(id => this.thread(id)).filter(t => t && !seen.has(t));
        members.forEach(thread => seen.add(thread));
        if (members.length) groups.push({ role: ROLES.includes(group.role) ? group.role : "waiting", members });
      }
      const rest = new Map();
      for (const thread of [...this.exceptions, ...this.threads, ...this.tasks]) {
        if (seen.has(thread)) continue;
        const role = this.roleOf(thread);
        const alone = role === "culprit" || role === "deadlocked" || role === "exception" || role === "chained";
        const wait = thread.waitsFor && thread.waitsFor.owner ? thread.waitsFor.id
          : thread.task ? shapeOf(thread) : "";
        const key = [role, alone ? thread.id : "", thread.state, thread.stack, wait].join("|");
        if (!rest.has(key)) rest.set(key, { role, members: [] });
        rest.get(key).members.push(thread);
      }
      groups.push(...[...rest.values()].sort((a, b) => b.members.length - a.members.length));
      // Stable: within a role the order of the document stays.
      groups.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
      groups.forEach((group, i) => { group.index = i; });
      return groups;
    }

    roleOf(thread) {
      if (thread.exception) return "exception";
      if (thread.task) {
        return this.cyclic.has(thread.id) ? "deadlocked" : this.chained.has(thread.id) ? "chained" : "task";
      }
      if (String(thread.id) === String(this.doc.culprit)) return "culprit";
      if (this.cyclic.has(String(thread.id))) return "deadlocked";
      if (thread.state === "BLOCKED" || thread.waitsFor && thread.waitsFor.owner) return "blocked";
      const inApp = this.framesOf(thread).some(frame => frame.inApp);
      const runs = thread.state === "RUNNABLE" || !thread.state;
      return inApp ? (runs ? "running" : "waiting") : (runs ? "system" : "idle");
    }

    /* Every thread waits for one owner at most, so following owners from each finds every cycle. */
    cycles() {
      const cycles = [];
      const done = new Set();
      for (const start of this.threads) {
        const on = new Set();
        let at = start;
        while (at && !done.has(at) && !on.has(at)) {
          on.add(at);
          at = at.waitsFor && at.waitsFor.owner && this.thread(at.waitsFor.owner.id);
        }
        const path = [...on];
        if (at && on.has(at)) cycles.push(path.slice(path.indexOf(at)).map(thread => thread.id));
        path.forEach(thread => done.add(thread));
      }
      return cycles;
    }
  }

  /* What makes tasks at one place in one state alike. */
  function shapeOf(task) {
    const pool = task.pool ? task.pool.class + "@" + task.pool.id : "";
    return [task.kind, pool, task.thread !== undefined].join("/");
  }

  function flat(value) {
    if (value === undefined || value === null) return "";
    if (typeof value !== "object") return String(value);
    return Object.entries(value).map(([key, one]) => key + "=" + flat(one)).join("\n");
  }

  function objectOf(one) {
    const given = one || {};
    return {
      type: String(given.type || ""), id: String(given.id || ""),
      shape: SHAPES.includes(given.shape) ? given.shape : "fields",
      members: list(given.members).filter(isRecord), total: Number(given.total) || 0,
    };
  }

  function ownText(seen) {
    if (seen.object) return seen.object.type;
    if (seen.text !== undefined) return seen.text;
    return seen.plain !== undefined ? seen.plain : "";
  }

  function stateOf(thread) {
    return thread.state || (thread.exception ? "" : UNKNOWN);
  }

  TR.Capture = Capture;
  TR.list = list;
  TR.stateOf = stateOf;
  TR.flat = flat;
})();

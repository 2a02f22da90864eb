"use strict";

/*
 * Values of variables (docs/dump-format.md): one in a line, one that opens level by level, and those of many threads
 * side by side. Objects are looked up by their index, so a value has no bottom that can be relied on: each way through
 * it has a limit.
 */
(() => {
  const { h, text } = TR;
  const LINE = 110;
  const CELL = 56;
  const TEXT_LINE = 900;
  const NESTED = 2;
  const NESTED_ROOM = 64;
  const DEEPEST = 24;
  const MEMBERS = 100;
  const SIDE_BY_SIDE = 50;
  const FIRST_ROWS = 6;
  const MOST_COLUMNS = 4;
  const WORDS = { fields: ["field", "fields"], items: ["item", "items"], entries: ["entry", "entries"] };
  const SHOWN_AS_IT_IS = ["java.lang.String", "char", "java.lang.Character"];

  /* ---- in one line: a list of pieces, each a kind, a text and what may be said about it ---- */

  /* Line breaks would end the line, and other control characters may do anything. */
  const ESCAPES = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const visible = value => value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    c => ESCAPES[c] || "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

  /* Never half of a surrogate pair. */
  function clip(value, room) {
    if (value.length <= room) return value;
    const end = /[\ud800-\udbff]/.test(value[room - 2]) ? room - 2 : room - 1;
    return value.slice(0, Math.max(1, end)) + "…";
  }

  const isText = seen => seen.text !== undefined;
  const cutWords = cut => "+" + text.number(cut) + " " + (cut === 1 ? "char" : "chars");
  const label = of => of.type ? text.simple(of.type) + (of.id ? "@" + of.id : "") : of.id ? "@" + of.id : "";
  const length = pieces => pieces.reduce((sum, piece) => sum + piece[1].length, 0);

  function textPieces(seen, room) {
    const quote = seen.type === "java.lang.String" ? "\"" : /^char$|\.Character$/.test(seen.type) ? "'" : "";
    const pieces = [["text", quote + clip(visible(seen.text), Math.max(room, 12)) + quote]];
    if (seen.cut > 0) pieces.push(["cut", " " + cutWords(seen.cut)]);
    return pieces;
  }

  /* "12 of 5,000 items", or how many where none is shown; empty where the members say it all. */
  function extent(object) {
    const shown = object.members.length;
    const words = WORDS[object.shape];
    if (shown > 0 && object.total > shown) {
      return text.number(shown) + " of " + text.plural(object.total, words[0], words[1]);
    }
    if (object.shape === "fields" && (shown > 0 || !object.total)) return "";
    return text.plural(shown || object.total, words[0], words[1]);
  }

  function objectPieces(capture, seen, room, path) {
    const { object, index } = seen;
    const named = path.length ? { type: object.type } : object;
    const pieces = label(named) ? [["type", label(named)]] : [];
    const many = extent(object);
    if (path.includes(index)) return [...pieces, ["note", " (shown above)"]];
    if (many) pieces.push(["note", (pieces.length ? " " : "") + many]);
    if (!object.members.length) return many ? pieces : [...pieces, ["", object.shape === "items" ? " []" : " {}"]];
    const [open, close] = object.shape === "items" ? ["[", "]"] : ["{", "}"];
    pieces.push(["", (pieces.length ? " " : "") + open]);
    let left = room - length(pieces) - 1;
    const deeper = path.length < NESTED;
    for (let i = 0; i < object.members.length; i++) {
      const { name, value } = object.members[i];
      const before = (i ? ", " : "") + (object.shape === "items" ? "" : clip(visible(String(name)), 40) + ": ");
      const inside = pieces1(capture, value, Math.min(left - before.length, NESTED_ROOM), [...path, index], deeper);
      const used = before.length + length(inside);
      if (used > left && (i > 0 || left < 12)) {
        pieces.push(["note", (i ? ", " : "") + "…"]);
        break;
      }
      pieces.push(["", before], ...inside);
      left -= used;
    }
    pieces.push(["", close]);
    return pieces;
  }

  function pieces1(capture, value, room, path, deeper) {
    const seen = capture.look(value);
    if (seen.plain !== undefined) return [["plain", seen.plain]];
    if (isText(seen)) return textPieces(seen, room);
    if (seen.masked !== undefined) return [["masked", "masked", maskedBy(seen)]];
    if (seen.unread !== undefined) {
      return [...(seen.type ? [["type", text.simple(seen.type) + " "]] : []),
        ["unread", path.length ? "not read" : "not read: " + seen.unread]];
    }
    if (seen.elsewhere) return [["type", label(seen.elsewhere)], ["note", " (described elsewhere)"]];
    if (deeper && room > 16) return objectPieces(capture, seen, room, path);
    return [["type", text.simple(seen.object.type || "")],
      ["note", " " + (extent(seen.object) || (seen.object.members.length ? "{…}" : "{}"))]];
  }

  const pieces = (capture, value, room) => pieces1(capture, value, room, [], true);
  const inline = (capture, value, room) => pieces(capture, value, room).map(piece => piece[1]).join("");

  /* ---- as a tree ---- */

  const mark = (kind, content, title) => h("span", { class: "v-" + kind, title }, content);
  const spans = list => list.map(([kind, content, title]) => kind ? mark(kind, content, title) : content);

  /* What is inside is made when somebody opens it: an object of a hundred fields may hold another in each. */
  function opening(summary, fill) {
    const details = h("details", { class: "value" }, h("summary", {}, summary));
    TR.lazy(details, () => details.append(...[fill()].flat()));
    return details;
  }

  function value(capture, given, path) {
    const seen = capture.look(given);
    if (seen.plain !== undefined) return mark("plain", seen.plain);
    if (isText(seen)) return textValue(seen);
    if (seen.masked !== undefined) return mark("masked", "masked", maskedBy(seen));
    if (seen.unread !== undefined) {
      return [seen.type && [typed(seen, text.simple(seen.type)), " "], mark("unread", "not read: " + seen.unread)];
    }
    if (seen.elsewhere) return [typed(seen.elsewhere, label(seen.elsewhere)), mark("note", " described elsewhere")];
    return objectValue(capture, seen, path);
  }

  const maskedBy = seen => seen.masked ? "Masked by the redaction rule “" + seen.masked + "”" : "Masked before it was sent";
  const typed = (of, name) => mark("type", name, of.type);

  function textValue(seen) {
    const short = textPieces({ ...seen, cut: 0 }, LINE * 2);
    const after = [
      seen.cut > 0 && [" ", mark("cut", cutWords(seen.cut), "Left out at the end by a limit of the capture")],
      !SHOWN_AS_IT_IS.includes(seen.type) && seen.type && [" ", typed(seen, text.simple(seen.type))],
    ];
    const whole = seen.text.length <= LINE * 2 && !/[\n\r]/.test(seen.text);
    if (whole) return [spans(short), after];
    return opening([spans(short), after], () => h("pre", { class: "v-whole" }, seen.text));
  }

  function objectValue(capture, seen, path) {
    const { object, index } = seen;
    if (path.includes(index)) return [typed(object, label(object)), mark("note", " shown above: it leads back to itself")];
    const line = pieces(capture, given(seen), LINE);
    const first = line[0] && line[0][0] === "type" ? line.shift() : null;
    const inside = line.findIndex(piece => piece[0] === "");
    const start = inside < 0 ? line.length : inside;
    const summary = [first && typed(object, first[1]), spans(line.slice(0, start)),
      h("span", { class: "preview" }, spans(line.slice(start)))];
    if (!object.members.length) return summary;
    if (path.length >= DEEPEST) return [summary, mark("note", " deeper than this page goes")];
    return opening(summary, () => members(capture, object, [...path, index]));
  }

  const given = seen => ({ object: seen.index });

  function members(capture, object, path) {
    const shown = listed(object.members, one =>
      [one.name, h("div", {}, h("dt", {}, String(one.name)), h("dd", {}, value(capture, one.value, path)))]);
    const more = object.total - object.members.length;
    return [...shown, more > 0 && h("p", { class: "v-note" },
      "and " + text.plural(more, ...WORDS[object.shape]) + " more, not in this capture")].filter(Boolean);
  }

  /* A long list comes in parts. */
  function listed(all, row) {
    const rows = h("dl", { class: "vars" });
    const more = h("button", { type: "button", class: "quiet" });
    let shown = 0;
    const page = () => {
      for (const one of all.slice(shown, shown + MEMBERS)) rows.append(row(one)[1]);
      shown = Math.min(shown + MEMBERS, all.length);
      more.textContent = "Show " + Math.min(MEMBERS, all.length - shown) + " more of " + text.number(all.length - shown);
      more.hidden = shown >= all.length;
    };
    more.addEventListener("click", page);
    page();
    return all.length > MEMBERS ? [rows, more] : [rows];
  }

  const KINDS = { receiver: "the object of this method", parameter: "parameter", local: "local variable" };

  /* The variables of one frame. */
  function ofFrame(capture, entry) {
    const rows = listed(entry.variables, one => [one.name, h("div", { class: KINDS[one.kind] ? "kind-" + one.kind : null },
      h("dt", { title: KINDS[one.kind] }, String(one.name)), h("dd", {}, value(capture, one.value, [])))]);
    rows[0].setAttribute("aria-label", "Variables");
    return [entry.variables.length > 0 && rows,
      entry.missing && h("p", { class: "v-note" }, "Not all variables are here: " + entry.missing)];
  }

  /* As in a text dump: a line each. */
  function lines(capture, entry) {
    const found = entry.variables.map(one => visible(String(one.name)) + " = " + inline(capture, one.value, TEXT_LINE));
    return entry.missing ? [...found, "(" + visible(entry.missing) + ")"] : found;
  }

  /* ---- threads side by side ---- */

  /* The newest frame of the application that has more than its receiver; of a task in libraries alone, the newest. */
  function telling(capture, thread) {
    const frames = capture.framesOf(thread);
    const any = thread.task && !frames.some(frame => frame.inApp);
    for (const [depth, entry] of capture.variablesOf(thread)) {
      const own = entry.variables.filter(one => one.kind !== "receiver" && one.name !== "this");
      if (own.length && frames[depth] && (any || frames[depth].inApp)) return { frame: frames[depth], depth, variables: own };
    }
    return null;
  }

  /* "orderId: "order-17", customer: "Ada"": what tells a thread from others with the same stack. */
  function brief(capture, thread) {
    const found = telling(capture, thread);
    if (!found) return "";
    const simple = one => capture.look(one.value).object ? 1 : 0;
    const some = [...found.variables].sort((a, b) => simple(a) - simple(b)).slice(0, 3);
    return some.map(one => visible(String(one.name)) + ": " + inline(capture, one.value, CELL)).join(", ");
  }

  function sideBySide(capture, group, current, place) {
    if (!group || group.members.length < 2) return null;
    const all = group.members;
    const found = new Map(all.slice(0, SIDE_BY_SIDE).map(thread => [thread, telling(capture, thread)]));
    const telltale = [...found.values()].find(Boolean);
    if (!telltale) return null;
    const cell = (thread, name) => {
      const there = found.has(thread) ? found.get(thread) : telling(capture, thread);
      return there ? there.variables.find(one => one.name === name) : undefined;
    };
    const columns = differing(capture, [...found.values()].filter(Boolean));
    if (!columns.length) return null;
    const body = h("tbody", {});
    const more = h("button", { type: "button", class: "quiet" });
    let shown = 0;
    const page = count => {
      for (const thread of all.slice(shown, shown + count)) {
        body.append(h("tr", { "aria-current": thread === current ? "true" : null },
          h("th", { scope: "row" }, h("a", { href: place(thread) }, text.nameOf(thread))),
          columns.map(name => {
            const one = cell(thread, name);
            return h("td", { "data-name": name }, one ? h("span", { title: inline(capture, one.value, TEXT_LINE) },
              spans(pieces(capture, one.value, CELL))) : h("span", { class: "v-note" }, "–"));
          })));
      }
      shown = Math.min(shown + count, all.length);
      more.textContent = "Show " + Math.min(SIDE_BY_SIDE, all.length - shown) + " more of "
        + text.number(all.length - shown);
      more.hidden = shown >= all.length;
    };
    more.addEventListener("click", () => page(SIDE_BY_SIDE));
    page(FIRST_ROWS);
    return h("section", { class: "by-thread", "aria-labelledby": "by-thread-title" },
      h("h3", { id: "by-thread-title" }, text.number(all.length) + " threads with this stack"),
      h("p", { class: "muted" }, "What differs in ", h("code", {}, text.shortFrame(telltale.frame))),
      h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Thread"),
        columns.map(name => h("th", { scope: "col" }, name)))), body), more);
  }

  /* Names of variables that are not the same in all threads; those that fit into a cell first. */
  function differing(capture, found) {
    const values = new Map();
    const wide = new Set();
    for (const { variables } of found) {
      for (const one of variables) {
        if (!values.has(one.name)) values.set(one.name, []);
        values.get(one.name).push(inline(capture, one.value, TEXT_LINE));
        if (capture.look(one.value).object) wide.add(one.name);
      }
    }
    const names = [...values.keys()].filter(name =>
      values.get(name).length < found.length || new Set(values.get(name)).size > 1);
    return [...names.filter(name => !wide.has(name)), ...names.filter(name => wide.has(name))].slice(0, MOST_COLUMNS);
  }

  TR.values = { ofFrame, lines, brief, sideBySide };
})();

"use strict";

/* What changed: whether the threads stood at the same place in earlier captures of the same process. */
(() => {
  const { h, text, source } = TR;
  const MOST_NAMED = 12;
  const RESTING = ["system", "idle", "exception"];

  /*
   * Null where there is nothing to compare with; otherwise since: group -> time of the earliest capture in a row; moved:
   * groups that stood elsewhere in the last one; tooLarge: a capture that ended the comparison by its size.
   */
  async function changes(current, captures) {
    const line = captures.find(one => one.id === current.id);
    if (!line || !line.process) return null;
    const earlier = captures
      .filter(one => one.process === line.process && one.takenAt < line.takenAt)
      .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1)).slice(0, source.mostCompared);
    if (!earlier.length) return null;
    let unmoved = current.groups.filter(group => !RESTING.includes(group.role));
    const found = {
      since: new Map(), moved: new Set(), compared: [], looked: unmoved.length, started: 0, ended: 0, tooLarge: null,
    };
    let bytes = 0;
    for (const one of earlier) {
      bytes += one.documentBytes;
      if (!(bytes <= source.mostBytes)) {
        found.tooLarge = one;
        break;
      }
      let before;
      try {
        before = new TR.Capture(await source.capture(one.id));
      } catch (evicted) {
        break;
      }
      if (!found.compared.length) withLast(found, current, before, unmoved);
      found.compared.push(one);
      unmoved = unmoved.filter(group => group.members.every(thread => stays(current, before, thread)));
      unmoved.forEach(group => found.since.set(group, one.takenAt));
      if (!unmoved.length) break;
    }
    return found.compared.length || found.tooLarge ? found : null;
  }

  function stays(current, before, thread) {
    const then = before.thread(thread.id);
    return then && before.placeOf(then) === current.placeOf(thread);
  }

  function withLast(found, current, before, groups) {
    for (const group of groups) {
      if (group.members.some(thread => before.thread(thread.id) && !stays(current, before, thread))) {
        found.moved.add(group);
      }
    }
    found.started = current.threads.filter(thread => !before.thread(thread.id)).length;
    found.ended = before.threads.filter(thread => !current.thread(thread.id)).length;
  }

  const link = one => h("a", { href: TR.address({ ...TR.parse(""), capture: one.id }) }, text.clock(one.takenAt));

  function inWords(found, place) {
    const last = found.compared[0];
    return [h("h2", { id: "changes-title" }, "What changed"),
      last && h("p", {}, "Compared with ", text.plural(found.compared.length, "earlier capture"),
        " of this process, the last at ", link(last), ": ",
        h("b", {}, text.number(found.since.size) + " of " + text.plural(found.looked, "group")),
        " at work stand where they stood."),
      last && h("p", {}, "Since the last one ", text.plural(found.moved.size, "group") + " moved, ",
        found.started || found.ended
          ? [text.plural(found.started, "thread"), " started and ", text.number(found.ended), " ended."]
          : "no thread started or ended."),
      found.tooLarge && h("p", { class: "muted" }, "Not compared with the one at ", link(found.tooLarge),
        " and before: too large for this page."),
      found.since.size > 0 && h("ul", { class: "sentences" },
        [...found.since].slice(0, MOST_NAMED).map(([group, time]) => h("li", {},
          h("a", { href: place(group.members[0]) }, text.names(group.members)), " since " + text.clock(time))))];
  }

  TR.changes = changes;
  TR.changesInWords = inWords;
})();

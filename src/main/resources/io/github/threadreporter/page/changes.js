"use strict";

/* What changed: whether the threads stood at the same place in earlier captures of the same process. */
(() => {
  const { h, text, source } = TR;
  const MOST_COMPARED = 4;
  const LARGEST_COMPARED = 16 * 1024 * 1024;
  const MOST_NAMED = 12;
  const RESTING = ["system", "idle", "exception"];

  /* Null where there is nothing to compare with; otherwise since: group -> time of the earliest capture in a row. */
  async function changes(current, captures) {
    const line = captures.find(one => one.id === current.id);
    if (!line || !line.process) return null;
    const earlier = captures
      .filter(one => one.process === line.process && one.takenAt < line.takenAt
        && one.documentBytes < LARGEST_COMPARED)
      .sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1)).slice(0, MOST_COMPARED);
    let unmoved = current.groups.filter(group => !RESTING.includes(group.role));
    const found = { since: new Map(), compared: [], looked: unmoved.length };
    for (const one of earlier) {
      let before;
      try {
        before = new TR.Capture(await source.capture(one.id));
      } catch (evicted) {
        break;
      }
      found.compared.push(one);
      unmoved = unmoved.filter(group => group.members.every(thread => {
        const then = before.thread(thread.id);
        return then && before.placeOf(then) === current.placeOf(thread);
      }));
      unmoved.forEach(group => found.since.set(group, one.takenAt));
      if (!unmoved.length) break;
    }
    return found.compared.length ? found : null;
  }

  function inWords(found, place) {
    const last = found.compared[0];
    return [h("h2", { id: "changes-title" }, "What changed"),
      h("p", {}, "Compared with ", text.plural(found.compared.length, "earlier capture"),
        " of this process, the last at ",
        h("a", { href: TR.address({ ...TR.parse(""), capture: last.id }) }, text.clock(last.takenAt)), ": ",
        h("b", {}, text.number(found.since.size) + " of " + text.plural(found.looked, "group")),
        " at work stand where they stood."),
      found.since.size > 0 && h("ul", { class: "sentences" },
        [...found.since].slice(0, MOST_NAMED).map(([group, time]) => h("li", {},
          h("a", { href: place(group.members[0]) }, text.names(group.members)), " since " + text.clock(time))))];
  }

  TR.changes = changes;
  TR.changesInWords = inWords;
})();

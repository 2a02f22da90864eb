"use strict";

/* Where captures come from: the page itself, where they were put inside it, else the receiver that served it. */
(() => {
  const MEGABYTE = 1024 * 1024;
  const inside = document.getElementById("captures-inside");

  /* Polled: captures come and go, and grow. mostCompared, mostBytes: what may be loaded to tell what has changed. */
  function overHttp() {
    return {
      live: true,
      mostCompared: 4,
      mostBytes: 64 * MEGABYTE,
      list: () => json("api/captures"),
      capture: id => json("api/captures/" + encodeURIComponent(id)),
    };
  }

  async function json(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      const body = await answer.json().catch(() => ({}));
      throw new Error(body.detail || "the receiver answered " + answer.status);
    }
    return answer.json();
  }

  /*
   * A line of the list for each element of data, in the same order. Each is parsed when it is asked for, and the page
   * gets its turn before: a large one takes a while.
   */
  function fromInside() {
    const listed = JSON.parse(inside.textContent);
    const elements = document.querySelectorAll("script.capture-data");
    return {
      live: false,
      mostCompared: 50,
      mostBytes: 128 * MEGABYTE,
      list: async () => listed,
      capture: async id => {
        const at = listed.captures.findIndex(one => one.id === id);
        if (at < 0) throw new Error("it is not in this file");
        await new Promise(done => setTimeout(done));
        return JSON.parse(elements[at].textContent);
      },
    };
  }

  TR.source = inside ? fromInside() : overHttp();
})();

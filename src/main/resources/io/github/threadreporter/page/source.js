"use strict";

/* Where captures come from: the page itself, where they were put inside it, else the receiver that served it. */
(() => {
  const inside = document.getElementById("capture-data");

  async function json(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      const body = await answer.json().catch(() => ({}));
      throw new Error(body.detail || "the receiver answered " + answer.status);
    }
    return answer.json();
  }

  function fromInside() {
    const doc = JSON.parse(inside.textContent);
    const line = { ...doc, title: doc.headline, kind: "capture", threads: TR.list(doc.threads).length, revision: 1 };
    return {
      live: false,
      list: async () => ({ revision: 1, captures: [line] }),
      capture: async () => doc,
    };
  }

  TR.source = inside ? fromInside() : {
    live: true,
    list: () => json("api/captures"),
    capture: id => json("api/captures/" + encodeURIComponent(id)),
  };
})();

"use strict";

/*
 * One namespace over plain scripts: they are loaded one by one by the receiver, and can be put one after the other
 * into a page that has its data inside.
 */
const TR = {};

(() => {
  const SVG = "http://www.w3.org/2000/svg";

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity)) {
      if (child === undefined || child === null || child === false) continue;
      element.append(child instanceof Node ? child : String(child));
    }
    return element;
  }

  /*
   * The only ways by which anything gets into the page. Children are nodes or become text; nothing is ever parsed as
   * HTML, so a thread may have any name it likes.
   */
  TR.h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  TR.svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

  TR.put = (element, ...children) => {
    element.replaceChildren();
    return fill(element, {}, children);
  };

  /* What is inside comes when it is opened for the first time, by a person or for paper. */
  TR.lazy = (details, fill) => {
    let filled = false;
    details.fillIn = () => {
      if (!filled) fill();
      filled = true;
    };
    details.addEventListener("toggle", () => { if (details.open) details.fillIn(); });
  };

  TR.say = message => {
    document.getElementById("said").textContent = message;
  };

  /* The clipboard is only there in secure contexts; a page opened from a file may have none. */
  TR.copy = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch (refused) {
      const area = TR.h("textarea", { class: "offscreen", readonly: true, "aria-hidden": "true" });
      area.value = text;
      const focused = document.activeElement;
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      if (focused) focused.focus({ preventScroll: true });
      if (!copied) {
        TR.say("The browser does not allow copying");
        return;
      }
    }
    TR.say("Copied " + what);
  };
})();

"use strict";

/*
 * A list of any length of which only the rows in sight are in the page. Rows have one height, given by the style sheet.
 */
(() => {
  const MARGIN = 8;
  const MOST_ON_PAPER = 200;

  class VirtualList {
    /* draw(row) gives the element of a row; key(row) tells it from others. */
    constructor(label, draw, key) {
      this.draw = draw;
      this.key = key;
      this.rows = [];
      this.drawn = new Map();
      this.sheet = TR.h("ol", { class: "rows", "aria-label": label });
      this.element = TR.h("div", { class: "scroller" }, this.sheet);
      this.element.addEventListener("scroll", () => this.paint(), { passive: true });
      new ResizeObserver(() => this.resized()).observe(this.element);
    }

    show(rows) {
      const focused = this.element.contains(document.activeElement) ? document.activeElement.closest("li") : null;
      const focusedKey = focused && focused.dataset.key;
      this.rows = rows;
      this.clear();
      this.resized();
      if (focusedKey !== null) this.focus(focusedKey);
    }

    reveal(index) {
      const top = index * this.height;
      const view = this.element.clientHeight;
      if (top < this.element.scrollTop) this.element.scrollTop = top;
      else if (top + this.height > this.element.scrollTop + view) {
        this.element.scrollTop = top + this.height - view;
      }
      this.paint();
    }

    focus(key) {
      for (const item of this.drawn.values()) {
        if (item.dataset.key === key) item.querySelector("a, button").focus({ preventScroll: true });
      }
    }

    /* On paper nothing scrolls: the first rows stand one below the other, and a line says how many do not. */
    print(on) {
      this.paper = on;
      this.clear();
      this.resized();
    }

    clear() {
      this.drawn.clear();
      this.sheet.replaceChildren();
    }

    resized() {
      this.height = parseFloat(getComputedStyle(this.sheet).getPropertyValue("--row")) || 48;
      const shown = this.paper ? Math.min(this.rows.length, MOST_ON_PAPER) : this.rows.length;
      this.sheet.style.height = shown * this.height + "px";
      this.paint();
    }

    paint() {
      const view = this.paper ? MOST_ON_PAPER * this.height : this.element.clientHeight || 600;
      const top = this.paper ? 0 : this.element.scrollTop;
      const first = Math.max(0, Math.floor(top / this.height) - (this.paper ? 0 : MARGIN));
      const end = Math.min(this.rows.length, Math.ceil((top + view) / this.height) + (this.paper ? 0 : MARGIN));
      for (const [index, item] of this.drawn) {
        if (index < first || index >= end) {
          item.remove();
          this.drawn.delete(index);
        }
      }
      for (let index = first; index < end; index++) {
        if (this.drawn.has(index)) continue;
        const item = TR.h("li", {
          class: "row", "data-key": this.key(this.rows[index]),
          "aria-setsize": this.rows.length, "aria-posinset": index + 1,
        }, this.draw(this.rows[index]));
        item.style.transform = "translateY(" + index * this.height + "px)";
        this.drawn.set(index, item);
        // In reading order, for the keyboard and for screen readers.
        let next = index + 1;
        while (next < end && !this.drawn.has(next)) next++;
        this.sheet.insertBefore(item, next < end ? this.drawn.get(next) : null);
      }
    }
  }

  TR.VirtualList = VirtualList;
  TR.mostOnPaper = MOST_ON_PAPER;
})();

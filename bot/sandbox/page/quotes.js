/** Block quotes: one that can fold shows about three lines until it is tapped. */

import { element, holdInPlace, icon } from "./dom.js";

// Offscreen messages are not laid out, so each quote is measured when it first gets a size.
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) measure(target);
});

/** Return a quote's element and the element inside it that takes the text. */
export function makeQuote(type) {
  const inner = element("span", { class: "quote-body", "data-role": "quote-body" });
  const outer = element("blockquote", { class: "quote", dir: "auto", "data-entity": type }, inner);
  if (type === "expandable_blockquote") makeFoldable(outer, inner);
  return { outer, inner };
}

/** Return which quotes below `root` are unfolded, by their text. */
export function unfoldedQuotes(root) {
  const open = root.querySelectorAll(".quote[data-folded=false]");
  return new Set([...open].map((quote) => quote.textContent));
}

/** Unfold the quotes below `root` whose text is in `texts`. */
export function unfoldQuotes(root, texts) {
  for (const quote of root.querySelectorAll(".quote[data-folded=true]")) {
    if (texts.has(quote.textContent)) setFolded(quote, false);
  }
}

function makeFoldable(outer, inner) {
  const toggle = element("button", { type: "button", class: "quote-toggle",
    "data-role": "quote-toggle" }, icon("chevron"));
  outer.append(toggle);
  setFolded(outer, true);
  outer.addEventListener("click", (event) => {
    if (event.target.closest("a, .command, .spoiler") || hasSelection(outer)) return;
    const folded = outer.dataset.folded === "true";
    if (outer.dataset.short === "true" || (!folded && !toggle.contains(event.target))) return;
    holdInPlace(outer, () => setFolded(outer, !folded));
  });
  sizes.observe(inner);
}

function setFolded(quote, folded) {
  const toggle = quote.querySelector(":scope > .quote-toggle");
  quote.dataset.folded = String(folded);
  toggle.setAttribute("aria-expanded", String(!folded));
  toggle.setAttribute("aria-label", folded ? "Show the whole quote" : "Fold the quote");
}

/** A quote that fits into the folded height needs no chevron. */
function measure(body) {
  const quote = body.parentElement;
  if (quote?.dataset.folded !== "true" || !body.clientHeight) return;
  quote.dataset.short = String(body.scrollHeight <= body.clientHeight + 2);
}

function hasSelection(node) {
  const selection = getSelection();
  return !selection.isCollapsed && node.contains(selection.anchorNode);
}

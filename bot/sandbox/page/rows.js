/**
 * The rows of a chat: messages grouped by author and day, kept in step with what is known.
 *
 * Rows are compared by key and message identity, so an event touches only the rows it changes.
 */

import { element } from "./dom.js";
import { renderMessage } from "./message.js";
import { unfoldedQuotes, unfoldQuotes } from "./quotes.js";
import { dayName, dayOf, serviceText } from "./words.js";

const GROUP_GAP_S = 300;
// Rows further up than this are laid out only when they come near the screen.
const ALWAYS_LAID_OUT = 80;

/** The list of rows inside `list`. */
export class Rows {
  #list;
  #known = new Map();

  constructor(list) {
    this.#list = list;
  }

  /** Forget every row, as when another chat is shown. */
  clear() {
    this.#known.clear();
    this.#list.replaceChildren();
  }

  /** The element of a message, or undefined. */
  node(messageId) {
    return this.#known.get(messageId)?.node;
  }

  /** Show `messages`, oldest first; viewOf gives what a message's look depends on. */
  draw(messages, viewOf) {
    const wanted = [];
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      if (!before || dayOf(before.date) !== dayOf(message.date)) wanted.push(this.#day(message));
      const place = placeOf(before, message, messages[index + 1]);
      wanted.push(this.#row(message, place, viewOf, index < messages.length - ALWAYS_LAID_OUT));
    });
    this.#forgetOthers(wanted);
    placeInOrder(this.#list, wanted.map((row) => row.node));
  }

  #day(message) {
    const key = dayOf(message.date);
    const row = this.#known.get(key) ?? { key, node: element("div", { class: "day", "data-role": "day" },
      element("span", {}, dayName(message.date))) };
    this.#known.set(key, row);
    return row;
  }

  #row(message, place, viewOf, isFar) {
    const key = message.message_id;
    const known = this.#known.get(key);
    if (known?.message === message && known.place === place) return known;
    const node = renderMessage(message, { ...viewOf(message), place });
    if (known) carryOver(known.node, node);
    else if (isFar) node.dataset.far = "true";
    const row = { key, message, place, node };
    this.#known.set(key, row);
    return row;
  }

  #forgetOthers(wanted) {
    const kept = new Set(wanted.map((row) => row.key));
    for (const key of this.#known.keys()) if (!kept.has(key)) this.#known.delete(key);
  }
}

/** Where a message stands in a run of messages by one author, close in time. */
function placeOf(before, message, after) {
  const joinsBefore = before && belongTogether(before, message);
  const joinsAfter = after && belongTogether(message, after);
  if (joinsBefore) return joinsAfter ? "middle" : "last";
  return joinsAfter ? "first" : "single";
}

function belongTogether(one, other) {
  return one.from?.id === other.from?.id && dayOf(one.date) === dayOf(other.date)
    && other.date - one.date < GROUP_GAP_S && serviceText(one) === null && serviceText(other) === null;
}

/** A redrawn message keeps what the person had unfolded and the button that had the focus. */
function carryOver(old, node) {
  unfoldQuotes(node, unfoldedQuotes(old));
  if (old.contains(document.activeElement)) {
    const index = focusable(old).indexOf(document.activeElement);
    queueMicrotask(() => (focusable(node)[index] ?? node).focus({ preventScroll: true }));
  }
}

function focusable(node) {
  return [...node.querySelectorAll(".keyboard-button, .quote-toggle, .reply-header, a, .command")];
}

/** Make `nodes` the children of `parent`, moving only those that are out of place. */
function placeInOrder(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

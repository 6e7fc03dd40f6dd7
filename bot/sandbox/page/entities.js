/**
 * Text and Telegram's entities to nodes.
 *
 * Offsets count UTF-16 units, and so do JavaScript's strings, so they are used as they come.
 * Whatever the text holds becomes text nodes; nothing in it is ever read as markup.
 */

import { element } from "./dom.js";
import { makeQuote } from "./quotes.js";

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);
// Where two entities cover the same stretch, the outer one comes first.
const OUTERMOST = ["blockquote", "expandable_blockquote", "spoiler", "text_link", "pre"];

/**
 * Return the text with its entities as a fragment; its textContent is exactly `text`.
 *
 * onCommand: called with a command's text when it is tapped.
 */
export function renderText(text, entities = [], onCommand = () => {}) {
  const spans = entities
    .map((entity) => ({ entity, start: entity.offset,
      end: Math.min(entity.offset + entity.length, text.length) }))
    .filter((span) => span.start >= 0 && span.end > span.start)
    .sort(byNesting);
  const fragment = document.createDocumentFragment();
  fill(fragment, { text, onCommand }, 0, text.length, spans);
  return fragment;
}

function byNesting(one, other) {
  return one.start - other.start || other.end - one.end
    || rank(one.entity.type) - rank(other.entity.type);
}

function rank(type) {
  const place = OUTERMOST.indexOf(type);
  return place === -1 ? OUTERMOST.length : place;
}

function fill(parent, context, start, end, spans) {
  let position = start;
  while (spans.length) {
    const span = spans.shift();
    parent.append(context.text.slice(position, span.start));
    const inside = takeInside(spans, span);
    const { outer, inner } = wrapperOf(span, context);
    fill(inner, context, span.start, span.end, inside);
    parent.append(outer);
    position = span.end;
    if (BLOCKS.has(span.entity.type)) position = swallowNewline(parent, context.text, position, end, spans);
  }
  parent.append(context.text.slice(position, end));
  parent.normalize();
}

/** Take the spans that begin inside `span`; one that reaches beyond it is cut in two. */
function takeInside(spans, span) {
  const inside = [];
  while (spans.length && spans[0].start < span.end) {
    const next = spans.shift();
    inside.push({ ...next, end: Math.min(next.end, span.end) });
    if (next.end > span.end) {
      spans.push({ ...next, start: span.end });
      spans.sort(byNesting);
    }
  }
  return inside;
}

/** A block ends its line by itself: the newline after it stays in the text but takes no room. */
function swallowNewline(parent, text, position, end, spans) {
  const free = !spans.length || spans[0].start > position;
  if (!free || position >= end || text[position] !== "\n") return position;
  parent.append(element("span", { class: "swallowed" }, "\n"));
  return position + 1;
}

/** Return the element for a span, and the element inside it that takes the text. */
function wrapperOf({ entity, start, end }, { text, onCommand }) {
  const raw = text.slice(start, end);
  const marked = { "data-entity": entity.type };
  switch (entity.type) {
    case "blockquote":
    case "expandable_blockquote":
      return makeQuote(entity.type);
    case "pre":
      return preformatted(entity, marked);
    case "spoiler":
      return both(spoiler(marked));
    case "text_link":
      return both(link(entity.url, marked));
    case "url":
      return both(link(/^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : `https://${raw}`, marked));
    case "email":
      return both(link(`mailto:${raw}`, marked));
    case "phone_number":
      return both(link(`tel:${raw.replace(/[^\d+]/g, "")}`, marked));
    case "bot_command":
      return both(element("button", { type: "button", class: "command", ...marked,
        on: { click: () => onCommand(raw) } }));
    default:
      return both(element(TAGS[entity.type] ?? "span", { class: `entity-${entity.type}`, ...marked }));
  }
}

function both(node) {
  return { outer: node, inner: node };
}

/** A link that opens in a new tab; an address of a kind that could run code stays plain text. */
function link(address, marked) {
  const url = URL.parse(address ?? "");
  if (!url || !SAFE_SCHEMES.has(url.protocol)) return element("span", marked);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer",
    title: address, ...marked });
}

function preformatted(entity, marked) {
  const inner = element("code");
  const outer = element("pre", { ...marked, dir: "ltr", "data-language": entity.language }, inner);
  return { outer, inner };
}

function spoiler(marked) {
  const node = element("span", { class: "spoiler", ...marked, role: "button", tabindex: 0,
    "aria-expanded": "false", "aria-label": "Hidden text" });
  const show = (event) => {
    if (node.dataset.shown === "true") return;
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    node.dataset.shown = "true";
    node.setAttribute("aria-expanded", "true");
    node.removeAttribute("aria-label");
  };
  // In the capture phase, so that the first tap shows a hidden link and does not open it.
  node.addEventListener("click", show, true);
  node.addEventListener("keydown", show, true);
  return node;
}

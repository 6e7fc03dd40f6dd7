/** One message as a bubble: author, what it replies to, what it carries, its text, its buttons. */

import { element, icon, iconButton } from "./dom.js";
import { renderText } from "./entities.js";
import { renderKeyboard } from "./keyboard.js";
import { renderMedia } from "./media.js";
import { clock, fullTime, nameOf, serviceText, summary } from "./words.js";
import { avatar } from "./avatar.js";

/**
 * Return the element of a message.
 *
 * view: {chatId, own, isGroup, place: "single" | "first" | "middle" | "last", colorOf, actions,
 * onReplyHeader(messageId), onMenu(message, node, point)}.
 */
export function renderMessage(message, view) {
  const service = serviceText(message);
  return service === null ? bubbleRow(message, view) : serviceRow(message, service);
}

function serviceRow(message, text) {
  return element("div", { class: "service", "data-role": "service",
    "data-message-id": message.message_id }, element("span", { dir: "auto" }, text));
}

function bubbleRow(message, view) {
  const name = nameOf(message.from);
  const isLast = view.place === "last" || view.place === "single";
  const row = element("article", {
    class: "message", tabindex: -1, "aria-label": `${name}, ${clock(message.date)}`,
    "data-role": "message", "data-message-id": message.message_id,
    "data-from": message.from?.id, "data-own": String(view.own), "data-place": view.place,
    "data-bot": String(Boolean(message.from?.is_bot)),
  });
  if (view.isGroup && !view.own) {
    row.append(isLast ? avatar(message.from, view.colorOf(message.from)) : element("span", { class: "avatar-gap" }));
  }
  const more = iconButton("more", "Message menu", { class: "icon-button message-more", tabindex: -1,
    "data-role": "message-menu", on: { click: () => view.onMenu(message, row, null) } });
  const stack = element("div", { class: "stack" },
    element("div", { class: "bubble-line" }, bubble(message, view, name), more),
    renderKeyboard(message, view.actions, view.chatId));
  row.append(stack);
  return row;
}

function bubble(message, view, name) {
  const isFirst = view.place === "first" || view.place === "single";
  const node = element("div", { class: "bubble", "data-role": "bubble",
    "data-bare": String(Boolean(message.sticker)) });
  if (view.isGroup && !view.own && isFirst) {
    node.append(element("div", { class: "author", "data-role": "author", dir: "auto",
      "data-color": view.colorOf(message.from) }, name));
  }
  if (message.reply_to_message) node.append(replyHeader(message, view));
  const media = renderMedia(message);
  if (media) node.append(media);
  node.append(body(message, view));
  return node;
}

function body(message, view) {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities;
  const written = element("span", { "data-role": "text" },
    renderText(text, entities, (command) => view.actions.sendCommand(command)));
  return element("div", { class: "body", dir: "auto", "data-empty": String(!text) },
    written, meta(message, view));
}

function meta(message, view) {
  const edited = message.edit_date
    ? element("span", { "data-role": "edited", title: fullTime(message.edit_date) }, "edited ") : null;
  return element("span", { class: "meta", "data-role": "meta", dir: "ltr" }, edited,
    element("time", { datetime: new Date(message.date * 1000).toISOString(),
      title: fullTime(message.date) }, clock(message.date)),
    view.own ? icon("check") : null);
}

/** The message replied to, in one line, or the words that were quoted from it. */
function replyHeader(message, view) {
  const replied = message.reply_to_message;
  const quoted = message.quote?.text;
  const words = element("span", { class: "reply-words", dir: "auto", "data-role": "reply-text" });
  if (quoted) words.append(renderInline(quoted, message.quote.entities));
  else words.append(summary(replied));
  return element("button", { type: "button", class: "reply-header", "data-role": "reply-header",
    "data-reply-to": replied.message_id, "data-color": view.colorOf(replied.from),
    "data-quoted": String(Boolean(quoted)), "aria-label": `In reply to ${nameOf(replied.from)}`,
    on: { click: () => view.onReplyHeader(replied.message_id) } },
  element("span", { class: "reply-name", dir: "auto" }, nameOf(replied.from)), words,
  quoted ? icon("quote") : null);
}

/** Quoted words keep their looks, but nothing in them can be pressed inside the header. */
function renderInline(text, entities = []) {
  const looks = new Set(["bold", "italic", "underline", "strikethrough", "code"]);
  return renderText(text, entities.filter((entity) => looks.has(entity.type)));
}

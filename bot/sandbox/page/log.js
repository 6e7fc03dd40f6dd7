/**
 * The conversation on the screen: its rows, its scrolling, its keys.
 *
 * The scroller lays out its content from the bottom (column-reverse), so scrollTop is 0 at the
 * newest message and negative above it; the browser then sticks to the bottom by itself.
 */

import { avatar, colorsOf } from "./avatar.js";
import { element, icon } from "./dom.js";
import { showPending } from "./keyboard.js";
import { openMessageMenu, watchLongPress } from "./message_menu.js";
import { Rows } from "./rows.js";

const BOTTOM_PX = 48;

/** Draws the selected chat into `frame`. */
export class Log {
  #chats;
  #actions;
  #rows;
  #scroller;
  #jump;
  #below = 0;
  #handlers;

  /** handlers: {onReply(message), onEdit(message)} for the message menu. */
  constructor(frame, chats, handlers) {
    this.#chats = chats;
    this.#handlers = handlers;
    const list = element("div", { class: "rows", "data-role": "messages" });
    this.#rows = new Rows(list);
    this.#scroller = element("div", { id: "log", class: "log", "data-role": "log", role: "log",
      "aria-live": "polite", "aria-label": "Messages", tabindex: 0,
      on: { scroll: () => this.#scrolled(), keydown: (event) => this.#walk(event) } }, list);
    this.#jump = this.#jumpButton();
    frame.append(this.#scroller, this.#jump);
    this.#scrolled();
    watchLongPress(this.#scroller, (node, point) => this.#openMenu(node, point));
    chats.on("selection", () => this.#showAnother());
    chats.on("messages", (change) => this.#update(change));
    chats.on("people", () => this.#drawEmpty());
  }

  /** The actions come after the log, because both need each other. */
  use(actions) {
    this.#actions = actions;
  }

  /** Show which buttons of a message wait for the bot. */
  pendingChanged(chatId, messageId) {
    if (chatId !== this.#chats.chatId) return;
    const message = this.#chats.message(chatId, messageId);
    const node = this.#rows.node(messageId);
    if (message && node) showPending(node, message, this.#actions, chatId);
  }

  scrollToEnd() {
    this.#scroller.scrollTop = 0;
    this.#scrolled();
  }

  #showAnother() {
    this.#scroller.setAttribute("aria-busy", "true");
    this.#rows.clear();
    this.#draw();
    this.scrollToEnd();
    this.#scroller.removeAttribute("aria-busy");
  }

  #update({ chatId, arrived, edited }) {
    if (chatId !== undefined && chatId !== this.#chats.chatId) return;
    if (edited) return void this.#replace(edited);
    const wasAtEnd = this.#isAtEnd();
    this.#draw();
    if (arrived) this.#follow(arrived, wasAtEnd);
  }

  #draw() {
    const { chatId, chat } = this.#chats;
    if (!chat) return;
    const messages = this.#chats.messagesOf(chatId);
    this.#rows.draw(messages, (message) => this.#viewOf(message));
    this.#drawEmpty();
  }

  #viewOf(message) {
    const { chat, chatId, personId } = this.#chats;
    return {
      chatId, own: message.from?.id === personId, isGroup: !this.#chats.isPrivate(chat),
      colorOf: colorsOf(this.#chats), actions: this.#actions,
      onReplyHeader: (id) => this.#show(id),
      onMenu: (_, node, point) => this.#openMenu(node, point),
    };
  }

  /** An edit that the person asked for by a button grows downwards from where it stands. */
  #replace(message) {
    const old = this.#rows.node(message.message_id);
    const holds = old && this.#actions.pressedLast(this.#chats.chatId, message.message_id);
    const before = holds ? old.getBoundingClientRect().top : 0;
    this.#draw();
    const node = this.#rows.node(message.message_id);
    if (holds) this.#scroller.scrollTop += node.getBoundingClientRect().top - before;
  }

  /** Stay at the end, but never push the start of a long message out of sight. */
  #follow(message, wasAtEnd) {
    const node = this.#rows.node(message.message_id);
    node?.classList.add("arrives");
    if (message.from?.id === this.#chats.personId) return this.scrollToEnd();
    if (!wasAtEnd) {
      this.#below += 1;
      return this.#scrolled();
    }
    this.#scroller.scrollTop = 0;
    const hidden = this.#scroller.getBoundingClientRect().top + 12 - (node?.getBoundingClientRect().top ?? 0);
    if (hidden > 0) this.#scroller.scrollTop -= hidden;
    return this.#scrolled();
  }

  #isAtEnd() {
    return Math.abs(this.#scroller.scrollTop) < BOTTOM_PX;
  }

  #scrolled() {
    const atEnd = this.#isAtEnd();
    if (atEnd) this.#below = 0;
    this.#jump.hidden = atEnd;
    this.#jump.querySelector(".badge").textContent = this.#below || "";
    this.#scroller.dataset.atEnd = String(atEnd);
  }

  /** Bring a message into sight and flash it. */
  #show(messageId) {
    const node = this.#rows.node(messageId);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    // Rows on the way get their real height only now; the second call corrects for them.
    requestAnimationFrame(() => node.scrollIntoView({ block: "center" }));
    node.dataset.flash = "true";
    node.addEventListener("animationend", (event) => {
      if (event.animationName === "flash") delete node.dataset.flash;
    });
    node.focus({ preventScroll: true });
  }

  #openMenu(node, point) {
    const message = this.#chats.message(this.#chats.chatId, Number(node.dataset.messageId));
    if (message) openMessageMenu(message, node, point, this.#chats, this.#handlers);
  }

  /** Arrow keys walk through the messages; Enter opens a message's menu. */
  #walk(event) {
    const messages = [...this.#scroller.querySelectorAll(".message")];
    const current = document.activeElement.closest(".message");
    const onRow = document.activeElement === this.#scroller || document.activeElement === current;
    if (!onRow || !messages.length) return;
    if (event.key === "Enter" && current) this.#openMenu(current, null);
    else if (event.key === "ArrowUp") focusRow(current ? messages[messages.indexOf(current) - 1] : messages.at(-1));
    else if (event.key === "ArrowDown") focusRow(messages[messages.indexOf(current) + 1]);
    else return;
    event.preventDefault();
  }

  #jumpButton() {
    return element("button", { type: "button", class: "jump", "data-role": "jump-down", hidden: true,
      "aria-label": "Jump to the newest message", on: { click: () => this.scrollToEnd() } },
    icon("down"), element("span", { class: "badge", "data-role": "jump-count" }));
  }

  /** What an empty chat shows: the bot and what it is for. */
  #drawEmpty() {
    const frame = this.#scroller.parentElement;
    frame.querySelector("[data-role=welcome]")?.remove();
    const { bot, chat } = this.#chats;
    if (!chat || this.#chats.messagesOf(chat.id).length) return;
    const isPrivate = this.#chats.isPrivate(chat);
    const about = bot.description || bot.short_description || "Press Start to begin.";
    frame.append(element("section", { class: "welcome", "data-role": "welcome" },
      isPrivate ? avatar({ ...bot, is_bot: true }, "bot", "large") : avatar(chat, colorsOf(this.#chats)(chat), "large"),
      element("h2", { dir: "auto" }, this.#chats.nameOf(chat)),
      element("p", { dir: "auto", "data-role": "description" },
        isPrivate ? about : "No messages here yet. Ask the bot with a command, or reply to it.")));
  }
}

function focusRow(node) {
  node?.focus({ preventScroll: true });
  node?.scrollIntoView({ block: "nearest" });
}

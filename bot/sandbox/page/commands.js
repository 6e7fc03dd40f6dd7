/** The bot's command list: from the Menu button, or while a text begins with a slash. */

import { read } from "./api.js";
import { element, icon } from "./dom.js";

/** The list and its button; handlers: {onPick(command, complete)}. */
export class CommandList {
  panel = element("ul", { id: "command-panel", class: "command-panel", role: "listbox", hidden: true,
    "aria-label": "Commands", "data-role": "command-menu" });
  button = element("button", { type: "button", class: "menu-button", "data-role": "menu-button",
    "aria-expanded": "false", "aria-controls": "command-panel", hidden: true,
    on: { click: () => this.#toggle() } }, icon("commands"), element("span", {}, "Menu"));
  #chats;
  #onPick;
  #commands = [];
  #shown = [];
  #active = 0;

  constructor(chats, { onPick }) {
    this.#chats = chats;
    this.#onPick = onPick;
    chats.on("commands selection", () => this.#load());
    document.addEventListener("pointerdown", (event) => this.#pressedOutside(event));
  }

  /** The id of the marked entry, or null while the list is closed. */
  get activeId() {
    return this.panel.hidden ? null : `command-${this.#active}`;
  }

  /** Show the commands that a text beginning with a slash may become; close for any other text. */
  filter(text) {
    const start = /^\/([a-z0-9_]*)$/i.exec(text)?.[1].toLowerCase();
    const fitting = start === undefined ? []
      : this.#commands.filter(({ command }) => command.startsWith(start));
    if (fitting.length) this.#open(fitting);
    else this.close();
  }

  close() {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  /** Take a key while the list is open; return whether it was used. */
  key(event) {
    if (this.panel.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#mark((this.#active + step + this.#shown.length) % this.#shown.length);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.shiftKey) this.#pick(this.#shown[this.#active], false);
    else if (event.key === "Tab" && !event.shiftKey) this.#pick(this.#shown[this.#active], true);
    else return false;
    return true;
  }

  async #load() {
    const { personId, chatId } = this.#chats;
    if (personId === null || chatId === undefined) return;
    const answer = await read("/chat/commands", { person: personId, chat: chatId }).catch(() => null);
    if (!answer || personId !== this.#chats.personId || chatId !== this.#chats.chatId) return;
    this.#commands = answer.commands;
    this.button.hidden = !this.#commands.length;
    if (!this.panel.hidden) this.close();
  }

  #toggle() {
    if (!this.panel.hidden) return this.close();
    return this.#open(this.#commands);
  }

  #open(commands) {
    this.#shown = commands;
    this.panel.replaceChildren(...commands.map((entry, index) => this.#entry(entry, index)));
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.#mark(0);
  }

  #entry(entry, index) {
    return element("li", { id: `command-${index}`, role: "option", class: "command-entry",
      "data-role": "command", "data-command": entry.command, on: { click: () => this.#pick(entry, false) } },
    element("span", { class: "command-name" }, `/${entry.command}`),
    element("span", { class: "command-about", dir: "auto" }, entry.description));
  }

  #mark(index) {
    this.#active = index;
    [...this.panel.children].forEach((entry, place) => {
      entry.setAttribute("aria-selected", String(place === index));
    });
    this.panel.children[index]?.scrollIntoView({ block: "nearest" });
  }

  #pick({ command }, complete) {
    this.close();
    this.#onPick(command, complete);
  }

  #pressedOutside(event) {
    const inside = this.panel.contains(event.target) || this.button.contains(event.target)
      || event.target.id === "message-field";
    if (!inside) this.close();
  }
}

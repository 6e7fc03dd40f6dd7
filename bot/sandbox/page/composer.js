/**
 * Where one writes: a text that grows, what it replies to or edits, commands, attachments.
 *
 * Each person has a draft per chat. A text leaves the field only once the sandbox has taken it.
 */

import { attachMenu } from "./attach.js";
import { CommandList } from "./commands.js";
import { element, icon, iconButton } from "./dom.js";
import { nameOf, summary } from "./words.js";

/** The composer inside `root`. */
export class Composer {
  #chats;
  #actions;
  #field;
  #bar;
  #commands;
  #line;
  #gate;
  #mode = { kind: "new" };
  #drafts = new Map();
  #place = "";

  constructor(root, chats, actions) {
    this.#chats = chats;
    this.#actions = actions;
    this.#field = this.#makeField();
    this.#bar = element("div", { class: "mode-bar", "data-role": "mode-bar", hidden: true });
    this.#commands = new CommandList(chats, {
      onPick: (command, complete) => this.#pickCommand(command, complete) });
    this.#line = this.#makeLine();
    this.#gate = element("button", { type: "button", class: "gate primary", hidden: true });
    root.append(this.#commands.panel, this.#bar, this.#line, this.#gate);
    chats.on("selection", () => this.#moveTo(`${chats.personId}/${chats.chatId}`));
    chats.on("people messages selection", () => this.#drawGate());
  }

  /** Answer this message with the next text. */
  reply(message) {
    this.#setMode({ kind: "reply", message });
  }

  /** Put an own message's text into the field, to change it. */
  edit(message) {
    this.#setMode({ kind: "edit", message });
    this.#setText(message.text);
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  #makeField() {
    return element("textarea", { id: "message-field", rows: 1, dir: "auto", placeholder: "Message",
      "aria-label": "Message", "data-role": "message-field", "aria-controls": "command-panel",
      "aria-autocomplete": "list", autocomplete: "off", enterkeyhint: "send",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) } });
  }

  #makeLine() {
    const send = iconButton("send", "Send", { class: "icon-button send", "data-role": "send",
      on: { click: () => this.#submit() } });
    const attach = iconButton("attach", "Attach", { "data-role": "attach", "aria-haspopup": "menu",
      on: { click: () => attachMenu(attach, (body) => this.#attach(body)) } });
    return element("div", { class: "composer-line" }, this.#commands.button, attach, this.#field, send);
  }

  #typed() {
    this.#grow();
    this.#commands.filter(this.#field.value);
    this.#markActive();
  }

  #grow() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.#commands.key(event)) {
      event.preventDefault();
      this.#markActive();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && this.#mode.kind !== "new") {
      this.#leaveMode();
    } else if (event.key === "ArrowUp" && !this.#field.value && this.#mode.kind === "new") {
      event.preventDefault();
      this.#editLast();
    }
  }

  #markActive() {
    this.#field.setAttribute("aria-activedescendant", this.#commands.activeId ?? "");
  }

  async #submit() {
    const text = this.#field.value.trim();
    const { kind, message } = this.#mode;
    if (!text) return;
    this.#commands.close();
    const place = this.#place;
    this.#setText("");
    const taken = kind === "edit" ? await this.#actions.edit(message.message_id, text)
      : await this.#actions.send({ text, ...replyTo(this.#mode) });
    if (taken && place === this.#place) this.#leaveMode(false);
    else if (!taken) this.#giveBack(place, text);
  }

  /** What could not be sent comes back, in front of whatever was written since. */
  #giveBack(place, text) {
    const joined = (later) => [text, later].filter(Boolean).join("\n");
    if (place === this.#place) this.#setText(joined(this.#field.value));
    else this.#drafts.set(place, { text: joined(this.#drafts.get(place)?.text), mode: { kind: "new" } });
  }

  async #attach(body) {
    const text = this.#field.value.trim();
    const caption = text && ["photo", "document", "voice"].includes(body.kind) ? { text } : {};
    const taken = await this.#actions.send({ ...body, ...caption, ...replyTo(this.#mode) });
    if (!taken) return;
    if (caption.text) this.#setText("");
    this.#leaveMode(false);
  }

  #pickCommand(command, complete) {
    if (complete) {
      this.#setText(`/${command} `);
      this.focus();
      return;
    }
    this.#setText("");
    this.#actions.sendCommand(`/${command}`);
  }

  #editLast() {
    const own = this.#chats.messagesOf(this.#chats.chatId)
      .findLast((message) => message.from?.id === this.#chats.personId && message.text);
    if (own) this.edit(own);
  }

  #setText(text) {
    this.#field.value = text ?? "";
    this.#typed();
  }

  #setMode(mode) {
    if (this.#mode.kind === "edit" && mode.kind !== "edit") this.#setText("");
    this.#mode = mode;
    this.#drawBar();
    if (mode.kind !== "new") this.focus();
  }

  #leaveMode(clears = true) {
    if (clears && this.#mode.kind === "edit") this.#setText("");
    this.#mode = { kind: "new" };
    this.#drawBar();
  }

  #drawBar() {
    const { kind, message } = this.#mode;
    this.#bar.hidden = kind === "new";
    this.#bar.dataset.mode = kind;
    if (kind === "new") return this.#bar.replaceChildren();
    const title = kind === "edit" ? "Edit message" : `Reply to ${nameOf(message.from)}`;
    return this.#bar.replaceChildren(icon(kind),
      element("div", { class: "mode-words" }, element("strong", { dir: "auto" }, title),
        element("span", { dir: "auto" }, summary(message))),
      iconButton("close", "Cancel", { "data-role": "mode-cancel", on: { click: () => this.#leaveMode() } }));
  }

  /** Another person or chat: keep this draft, fetch that one. */
  #moveTo(place) {
    if (place === this.#place) return;
    if (this.#place) this.#drafts.set(this.#place, { text: this.#field.value, mode: this.#mode });
    const draft = this.#drafts.get(place) ?? { text: "", mode: { kind: "new" } };
    this.#place = place;
    this.#mode = draft.mode;
    this.#drawBar();
    this.#setText(draft.text);
    this.#commands.close();
  }

  /** One big button stands in for the field: Start in an empty chat, Unblock after a block. */
  #drawGate() {
    const { chat, person } = this.#chats;
    if (!chat || !person) return;
    const isPrivate = this.#chats.isPrivate(chat);
    const blocked = isPrivate && person.blocked;
    const empty = isPrivate && !this.#chats.messagesOf(chat.id).length;
    this.#gate.hidden = !blocked && !empty;
    this.#line.hidden = !this.#gate.hidden;
    this.#gate.dataset.role = blocked ? "unblock" : "start";
    this.#gate.textContent = blocked ? "Unblock the bot" : "Start";
    this.#gate.onclick = () => (blocked ? this.#actions.block(false) : this.#actions.send({ text: "/start" }));
    if (!this.#line.hidden) this.#grow();
  }
}

function replyTo({ kind, message }) {
  return kind === "reply" ? { reply_to: message.message_id } : {};
}

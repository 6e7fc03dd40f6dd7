/** What a person can do in a chat; a refusal becomes a toast, never a lost word. */

import { post } from "./api.js";
import { toast } from "./toasts.js";

const SPINNER_LIMIT_MS = 15000;

/** Everything the selected person does in the selected chat. */
export class Actions {
  #chats;
  #pending = new Map();
  #lastPressed = null;
  #changed;

  /** changed: called with (chatId, messageId) when a button starts or stops waiting. */
  constructor(chats, changed) {
    this.#chats = chats;
    this.#changed = changed;
    chats.on("toast", (event) => this.#answered(event));
  }

  /** Send a message; return whether the sandbox took it. */
  send(body) {
    return this.#try(post("/chat/send", { ...this.#here(), ...body }));
  }

  /** Send a command; in a group it names the bot, as Telegram's own apps do. */
  sendCommand(text) {
    const inGroup = !this.#chats.isPrivate(this.#chats.chat);
    const named = inGroup && !text.includes("@") ? `${text}@${this.#chats.bot.username}` : text;
    return this.send({ text: named });
  }

  edit(messageId, text) {
    return this.#try(post("/chat/edit", { ...this.#here(), message_id: messageId, text }));
  }

  block(blocked) {
    return this.#try(post("/chat/block", { person: this.#chats.personId, blocked }));
  }

  /** Turn the selected group into a supergroup. */
  migrate() {
    return this.#try(post("/chat/migrate", { chat: this.#chats.chatId }));
  }

  /** Press a callback button; it waits until the bot answers the press. */
  async press(message, data) {
    const place = { chat: this.#chats.chatId, message_id: message.message_id };
    const key = `${place.chat}/${place.message_id}`;
    if (this.#pending.has(key)) return;
    this.#lastPressed = key;
    const stop = () => this.#stopWaiting(key);
    this.#pending.set(key, { data, timer: setTimeout(stop, SPINNER_LIMIT_MS) });
    this.#changed(place.chat, place.message_id);
    const taken = await this.#try(post("/chat/press", { ...this.#here(), ...place, data }));
    if (!taken) stop();
  }

  isPending(chatId, messageId, data) {
    return this.#pending.get(`${chatId}/${messageId}`)?.data === data;
  }

  /** Whether this message holds the button that was pressed last. */
  pressedLast(chatId, messageId) {
    return this.#lastPressed === `${chatId}/${messageId}`;
  }

  #answered(event) {
    if (event.person_id === this.#chats.personId && event.text) {
      toast(event.text, { alert: event.alert });
    }
    this.#stopWaiting(`${event.chat_id}/${event.message_id}`);
  }

  #stopWaiting(key) {
    const waiting = this.#pending.get(key);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#pending.delete(key);
    const [chatId, messageId] = key.split("/").map(Number);
    this.#changed(chatId, messageId);
  }

  #here() {
    return { person: this.#chats.personId, chat: this.#chats.chatId };
  }

  async #try(request) {
    try {
      await request;
      return true;
    } catch (error) {
      const lost = error instanceof TypeError;
      toast(lost ? "The sandbox cannot be reached. Try again in a moment." : error.message);
      return false;
    }
  }
}

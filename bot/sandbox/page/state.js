/**
 * What the page knows: people, chats, messages, who is writing and where.
 *
 * Views subscribe to what they draw; only this file changes it. A message is never changed in
 * place: an edit puts a new object where the old one was, so views can compare by identity.
 */

import { read } from "./api.js";

const TYPING_MS = 5000;

/** Everything the page shows. Emits: people, selection, messages, typing, toast, commands, unread. */
export class Chats {
  bot = null;
  people = [];
  chats = [];
  personId = null;
  chatId = null;
  #messages = new Map();
  #unread = new Map();
  #typing = new Map();
  #listeners = new Map();

  /** Call `listener` whenever `name` happens; several names are separated by spaces. */
  on(names, listener) {
    for (const name of names.split(" ")) {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    }
  }

  get person() {
    return this.people.find((person) => person.id === this.personId);
  }

  get chat() {
    return this.chats.find((chat) => chat.id === this.chatId);
  }

  /** The chats a person is in: their private chat with the bot first, then groups. */
  chatsOf(personId) {
    return this.chats.filter((chat) => this.isPrivate(chat) ? chat.id === personId
      : (chat.members ?? []).some((member) => (member.id ?? member) === personId));
  }

  isPrivate(chat) {
    return chat?.type === "private";
  }

  /** A chat's name as its people see it; a private chat is called like the bot. */
  nameOf(chat) {
    return this.isPrivate(chat) ? this.bot.first_name : chat.title ?? "Group";
  }

  /** A chat's messages, oldest first. */
  messagesOf(chatId) {
    return [...(this.#messages.get(chatId)?.values() ?? [])];
  }

  message(chatId, messageId) {
    return this.#messages.get(chatId)?.get(messageId);
  }

  isTyping(chatId) {
    return this.#typing.has(chatId);
  }

  unread(personId, chatId) {
    return this.#unread.get(`${personId}/${chatId}`) ?? 0;
  }

  unreadOf(personId) {
    return this.chatsOf(personId).reduce((sum, chat) => sum + this.unread(personId, chat.id), 0);
  }

  /** Write as this person; stays in the chat where they are in it too. */
  choosePerson(personId) {
    const stays = this.chatsOf(personId).some((chat) => chat.id === this.chatId);
    this.choose(personId, stays ? this.chatId : this.chatsOf(personId)[0]?.id);
  }

  chooseChat(chatId) {
    this.choose(this.personId, chatId);
  }

  choose(personId, chatId) {
    this.personId = personId;
    this.chatId = chatId;
    this.#unread.delete(`${personId}/${chatId}`);
    history.replaceState(null, "", `#${personId}/${chatId}`);
    this.#emit("selection");
    this.#emit("unread");
  }

  /** Read everything from the server; return {seq, session} to follow from. */
  async load() {
    const people = await read("/chat/people");
    this.#takePeople(people);
    const answers = await Promise.all(this.chats.map((chat) => this.#loadMessages(chat)));
    // Choosing reads the commands too.
    if (!this.chat || !this.person) this.#chooseAtStart();
    else this.#emit("commands");
    this.#emit("people");
    this.#emit("messages");
    const all = [people, ...answers].filter((answer) => typeof answer.seq === "number");
    return { seq: Math.min(...all.map((answer) => answer.seq)), session: people.session };
  }

  /** Take one event of the long poll. */
  handle(event) {
    const { type, chat_id: chatId } = event;
    if (type === "message") this.#arrive(chatId, event.message);
    else if (type === "edit" || type === "markup") this.#replace(chatId, event.message);
    else if (type === "delete") this.#remove(chatId, event.message_ids ?? [event.message_id]);
    else if (type === "typing") this.#showTyping(chatId);
    else if (type === "people") this.refreshPeople().catch(() => {});
    else if (type === "toast" || type === "commands") this.#emit(type, event);
  }

  /** Read people and chats anew, as after a block or a migration. */
  async refreshPeople() {
    const known = new Set(this.chats.map((chat) => chat.id));
    const before = this.chat;
    this.#takePeople(await read("/chat/people"));
    await Promise.all(this.chats.filter((chat) => !known.has(chat.id))
      .map((chat) => this.#loadMessages(chat)));
    if (this.chat) this.#emit("commands");
    else this.#moveOn(before);
    this.#emit("people");
    this.#emit("messages");
  }

  /** A group that became a supergroup has another id and the same name. */
  #moveOn(gone) {
    const heir = this.chatsOf(this.personId).find((chat) => !this.isPrivate(chat) && chat.title === gone?.title);
    if (heir) this.chooseChat(heir.id);
    else this.#chooseAtStart();
  }

  #takePeople({ people, chats, bot }) {
    Object.assign(this, { people, chats, bot });
  }

  #chooseAtStart() {
    const [person, chat] = location.hash.slice(1).split("/").map(Number);
    const who = this.people.find(({ id }) => id === person) ?? this.person ?? this.people[0];
    const theirs = this.chatsOf(who.id);
    const where = theirs.find(({ id }) => id === chat) ?? theirs[0];
    this.choose(who.id, where?.id);
  }

  async #loadMessages(chat) {
    const person = this.people.find(({ id }) => this.chatsOf(id).includes(chat));
    const answer = await read("/chat/messages", { chat: chat.id, person: person?.id });
    this.#messages.set(chat.id, byId(answer.messages));
    return answer;
  }

  #arrive(chatId, message) {
    const known = this.#messages.get(chatId) ?? new Map();
    const isNew = !known.has(message.message_id);
    known.set(message.message_id, message);
    this.#messages.set(chatId, isInOrder(known) ? known : byId([...known.values()]));
    if (message.from?.is_bot) this.#stopTyping(chatId);
    if (isNew) this.#countUnread(chatId, message);
    this.#emit("messages", { chatId, arrived: isNew ? message : null });
  }

  #replace(chatId, message) {
    const known = this.#messages.get(chatId);
    if (!known?.has(message.message_id)) return this.#arrive(chatId, message);
    known.set(message.message_id, message);
    return this.#emit("messages", { chatId, edited: message });
  }

  #remove(chatId, ids) {
    for (const id of ids) this.#messages.get(chatId)?.delete(id);
    this.#emit("messages", { chatId });
  }

  #countUnread(chatId, message) {
    for (const { id } of this.people) {
      const isRead = id === message.from?.id || (id === this.personId && chatId === this.chatId);
      if (isRead || !this.chatsOf(id).some((chat) => chat.id === chatId)) continue;
      this.#unread.set(`${id}/${chatId}`, this.unread(id, chatId) + 1);
    }
    this.#emit("unread");
  }

  #showTyping(chatId) {
    clearTimeout(this.#typing.get(chatId));
    this.#typing.set(chatId, setTimeout(() => this.#stopTyping(chatId), TYPING_MS));
    this.#emit("typing");
  }

  #stopTyping(chatId) {
    clearTimeout(this.#typing.get(chatId));
    if (this.#typing.delete(chatId)) this.#emit("typing");
  }

  #emit(name, detail = {}) {
    for (const listener of this.#listeners.get(name) ?? []) listener(detail);
  }
}

function byId(messages) {
  const sorted = [...messages].sort((one, other) => one.message_id - other.message_id);
  return new Map(sorted.map((message) => [message.message_id, message]));
}

/** Only the newest entry can be out of place, because the others were in order before it. */
function isInOrder(known) {
  const ids = [...known.keys()];
  return ids.length < 2 || ids.at(-1) > ids.at(-2);
}

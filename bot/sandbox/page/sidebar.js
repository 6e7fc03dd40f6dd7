/** The side list: who is writing, and the chats that person has. */

import { avatar, colorsOf } from "./avatar.js";
import { element, iconButton } from "./dom.js";
import { clock, dayName, dayOf, nameOf, summary } from "./words.js";

/** Draw the side list into `root`; handlers: {onChat(), onDrawer()}. */
export function startSidebar(root, chats, { onChat, onDrawer }) {
  const people = element("div", { class: "people", role: "group", "aria-label": "Write as" });
  const list = element("ul", { class: "chat-list", "data-role": "chat-list" });
  root.append(
    element("div", { class: "sidebar-top" }, element("h1", {}, "Sandbox"), themeButton(),
      iconButton("flask", "Developer drawer", { "data-role": "drawer-toggle", on: { click: onDrawer } })),
    element("p", { class: "section-name" }, "Write as"), people,
    element("p", { class: "section-name" }, "Chats"), list,
    element("p", { class: "sidebar-note" }, "A local chat with the real bot. Nothing leaves this machine."));
  const draw = () => {
    if (!chats.person) return;
    keepFocus(root, () => {
      people.replaceChildren(...chats.people.map((person) => personButton(person, chats)));
      list.replaceChildren(...chats.chatsOf(chats.personId).map((chat) => chatItem(chat, chats, onChat)));
    });
  };
  chats.on("people selection messages unread typing", draw);
}

function personButton(person, chats) {
  return element("button", { type: "button", class: "person", "data-role": "person",
    "data-person-id": person.id, "data-key": `person-${person.id}`,
    "aria-pressed": String(person.id === chats.personId),
    on: { click: () => chats.choosePerson(person.id) } },
  element("span", { class: "avatar-frame" }, avatar(person, colorsOf(chats)(person), "medium"),
    badge(chats.unreadOf(person.id), "person-unread")),
  element("span", { class: "person-name", dir: "auto" }, nameOf(person)));
}

function chatItem(chat, chats, onChat) {
  const last = chats.messagesOf(chat.id).at(-1);
  const isPrivate = chats.isPrivate(chat);
  const who = isPrivate ? { ...chats.bot, is_bot: true } : chat;
  const open = () => {
    chats.chooseChat(chat.id);
    onChat();
  };
  return element("li", {}, element("button", { type: "button", class: "chat-item", "data-role": "chat-item",
    "data-chat-id": chat.id, "data-chat-type": chat.type, "data-key": `chat-${chat.id}`,
    "aria-current": chat.id === chats.chatId ? "true" : null, on: { click: open } },
  avatar(who, colorsOf(chats)(who), "medium"),
  element("span", { class: "chat-words" },
    element("span", { class: "chat-line" },
      element("span", { class: "chat-name", dir: "auto" }, chats.nameOf(chat)),
      last ? element("time", {}, shortTime(last.date)) : null),
    element("span", { class: "chat-line" },
      element("span", { class: "chat-last", dir: "auto" }, preview(chat, last, chats)),
      badge(chats.unread(chats.personId, chat.id), "chat-unread")))));
}

function preview(chat, last, chats) {
  if (chats.isTyping(chat.id)) return "typing…";
  if (!last) return "No messages yet";
  if (last.from?.id === chats.personId) return `You: ${summary(last)}`;
  return chats.isPrivate(chat) ? summary(last) : `${nameOf(last.from)}: ${summary(last)}`;
}

function shortTime(seconds) {
  return dayOf(seconds) === new Date().toDateString() ? clock(seconds) : dayName(seconds);
}

function badge(count, role) {
  if (!count) return null;
  return element("span", { class: "badge", "data-role": role, "aria-label": `${count} unread` },
    count > 99 ? "99+" : String(count));
}

function themeButton() {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (scheme.matches ? "dark" : "light")) === "dark";
  const button = element("button", { type: "button", class: "icon-button", "data-role": "theme-toggle" });
  const show = () => {
    const { firstChild } = iconButton(isDark() ? "sun" : "moon", "");
    button.replaceChildren(firstChild);
    button.setAttribute("aria-label", isDark() ? "Use the light theme" : "Use the dark theme");
    button.title = button.getAttribute("aria-label");
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    rememberTheme(theme);
    show();
  });
  scheme.addEventListener("change", show);
  show();
  return button;
}

function rememberTheme(theme) {
  try {
    localStorage.setItem("sandbox.theme", theme);
  } catch {
    // Storage may be switched off; the theme then lasts as long as the page.
  }
}

/** Redrawing must not take the focus away from whoever walks the list by keyboard. */
function keepFocus(root, draw) {
  const key = root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  draw();
  if (key) root.querySelector(`[data-key="${key}"]`)?.focus({ preventScroll: true });
}

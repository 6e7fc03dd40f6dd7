/** The head of the chat: where one is, who is writing, whether the sandbox answers. */

import { avatar, colorsOf } from "./avatar.js";
import { element, iconButton } from "./dom.js";
import { openMenu } from "./menus.js";
import { nameOf } from "./words.js";

/** Draw the head into `root`; returns show(connection) for "online" and "offline". */
export function startHeader(root, chats, { onBack }) {
  const face = element("span", { class: "face" });
  const title = element("h2", { dir: "auto", "data-role": "chat-title" });
  const status = element("p", { class: "status", "data-role": "status", role: "status" });
  const switcher = element("button", { type: "button", class: "switcher", "data-role": "person-switch",
    "aria-haspopup": "menu", on: { click: () => openPeople(switcher, chats) } });
  root.append(iconButton("back", "All chats", { class: "icon-button back", "data-role": "back", on: { click: onBack } }),
    face, element("div", { class: "titles" }, title, status), switcher);
  let connection = "connecting";
  const draw = () => {
    const { chat, person } = chats;
    setText(status, chat ? statusText(chats, connection) : "connecting…");
    if (!chat || !person) return;
    status.dataset.live = String(connection !== "online" || chats.isTyping(chat.id));
    const who = chats.isPrivate(chat) ? { ...chats.bot, is_bot: true } : chat;
    face.replaceChildren(avatar(who, colorsOf(chats)(who), "medium"));
    setText(title, chats.nameOf(chat));
    document.title = titleOf(chats);
    switcher.replaceChildren(avatar(person, colorsOf(chats)(person), "small"),
      element("span", { class: "switcher-name", dir: "auto" }, nameOf(person)));
    switcher.setAttribute("aria-label", `Writing as ${nameOf(person)}. Write as somebody else`);
  };
  chats.on("people selection typing unread", draw);
  draw();
  return (state) => {
    connection = state;
    draw();
  };
}

function statusText(chats, connection) {
  if (connection !== "online") return "connecting…";
  if (chats.isTyping(chats.chatId)) return "typing…";
  if (chats.isPrivate(chats.chat)) return "bot";
  const ids = new Set((chats.chat.members ?? []).map((member) => member.id ?? member));
  if (["member", "administrator"].includes(chats.chat.bot_status)) ids.add(chats.bot.id);
  return [...ids].map((id) => memberName(chats, id)).filter(Boolean).join(", ");
}

function memberName(chats, id) {
  if (id === chats.bot.id) return chats.bot.first_name;
  return chats.people.find((person) => person.id === id)?.first_name;
}

function titleOf(chats) {
  const unread = chats.unreadOf(chats.personId);
  return `${unread ? `(${unread}) ` : ""}${chats.nameOf(chats.chat)} · Sandbox chat`;
}

function openPeople(anchor, chats) {
  const items = chats.people.map((person) => ({
    label: nameOf(person), icon: avatar(person, colorsOf(chats)(person), "small"),
    role: `write-as-${person.id}`, checked: person.id === chats.personId,
    run: () => chats.choosePerson(person.id),
  }));
  openMenu(items, anchor, anchor, "Write as");
}

/** Status is announced, so it is touched only when its words change. */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Short words for people: names, initials, times, days, and what a message holds. */

const KINDS = { photo: "Photo", sticker: "Sticker", voice: "Voice message", document: "File",
  location: "Location", audio: "Audio", video: "Video", animation: "Animation",
  contact: "Contact", poll: "Poll", venue: "Place" };

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric" });
const FULL = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "medium" });

/** A user's or a chat's name. */
export function nameOf(from) {
  return [from?.first_name, from?.last_name].filter(Boolean).join(" ") || from?.title || "Deleted";
}

/** Up to two first letters of a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/u).slice(0, 2);
  return words.map((word) => [...word][0] ?? "").join("").toLocaleUpperCase();
}

export function clock(seconds) {
  return CLOCK.format(seconds * 1000);
}

export function fullTime(seconds) {
  return FULL.format(seconds * 1000);
}

/** The day a message was written on, as a key that two messages of one day share. */
export function dayOf(seconds) {
  return new Date(seconds * 1000).toDateString();
}

export function dayName(seconds, now = new Date()) {
  const then = new Date(seconds * 1000);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (then.toDateString() === now.toDateString()) return "Today";
  if (then.toDateString() === yesterday.toDateString()) return "Yesterday";
  return (then.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR).format(then);
}

/** A message in one line: its text, or what kind of thing it is. */
export function summary(message) {
  const text = (message.text ?? message.caption ?? "").replace(/\s+/gu, " ").trim();
  if (text) return text.slice(0, 160);
  if (message.sticker) return `${message.sticker.emoji ?? ""} Sticker`.trim();
  const kind = Object.keys(KINDS).find((name) => message[name]);
  return kind ? KINDS[kind] : serviceText(message) ?? "Message";
}

/** What a service message says, or null for a message that a person or the bot wrote. */
export function serviceText(message) {
  const who = nameOf(message.from);
  if (message.new_chat_members) {
    return `${message.new_chat_members.map(nameOf).join(", ")} joined the group`;
  }
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} left the group`;
  if (message.group_chat_created) return `${who} created the group`;
  if (message.new_chat_title) return `The group is now called ${message.new_chat_title}`;
  if (message.migrate_to_chat_id) return "This group was upgraded to a supergroup";
  if (message.migrate_from_chat_id) return "This supergroup was made from a group";
  if (message.pinned_message) return `${who} pinned a message`;
  return null;
}

export function fileSize(bytes) {
  if (!bytes) return "";
  const units = ["B", "KB", "MB", "GB"];
  const step = Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length - 1);
  return `${(bytes / 1024 ** step).toFixed(step && bytes < 10 * 1024 ** step ? 1 : 0)} ${units[step]}`;
}

/** Round signs for people, groups and the bot. */

import { element, icon } from "./dom.js";
import { initials, nameOf } from "./words.js";

const COLORS = 7;

/** Return a person's or a group's sign: initials on a colour, or the bot's own mark. */
export function avatar(who, color, size = "small") {
  const sign = who?.is_bot ? icon("quote") : initials(nameOf(who));
  return element("span", { class: "avatar", "data-color": color, "data-size": size,
    "data-bot": String(Boolean(who?.is_bot)), "aria-hidden": "true" }, sign);
}

/** Return a function from a user or chat to its colour, a number that the style sheet knows. */
export function colorsOf(chats) {
  return (who) => {
    if (who?.is_bot) return "bot";
    const place = chats.people.findIndex((person) => person.id === who?.id);
    // Groups take the colours that the first few people leave over.
    return place === -1 ? 4 + (Math.abs(who?.id ?? 0) % 3) : place % COLORS;
  };
}

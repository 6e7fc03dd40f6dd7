/** The buttons under a message. */

import { element, icon } from "./dom.js";
import { toast } from "./toasts.js";

/** Return the inline keyboard of a message, or null where it has none. */
export function renderKeyboard(message, actions, chatId) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return element("div", { class: "keyboard", "data-role": "keyboard" }, ...rows.map((row) =>
    element("div", { class: "keyboard-row", "data-role": "keyboard-row" },
      ...row.map((button) => renderButton(button, message, actions, chatId)))));
}

/** Show on the buttons of `node` which of them waits for the bot. */
export function showPending(node, message, actions, chatId) {
  for (const button of node.querySelectorAll("[data-callback]")) {
    const waits = actions.isPending(chatId, message.message_id, button.dataset.callback);
    button.dataset.pending = String(waits);
    button.setAttribute("aria-busy", String(waits));
  }
}

function renderButton(button, message, actions, chatId) {
  const label = element("span", { class: "button-label", dir: "auto" }, button.text);
  const shared = { class: "keyboard-button", "data-role": "keyboard-button" };
  if (button.url) {
    return element("a", { ...shared, href: httpOnly(button.url), target: "_blank",
      rel: "noopener noreferrer", "data-kind": "url" }, label, icon("arrow"));
  }
  if (button.copy_text) {
    return element("button", { type: "button", ...shared, "data-kind": "copy",
      on: { click: () => copyText(button.copy_text.text) } }, label, icon("copy"));
  }
  if (button.callback_data === undefined) {
    return element("button", { type: "button", ...shared, disabled: true,
      title: "The sandbox does not know this kind of button" }, label);
  }
  const waits = actions.isPending(chatId, message.message_id, button.callback_data);
  return element("button", { type: "button", ...shared, "data-kind": "callback",
    "data-callback": button.callback_data, "data-pending": String(waits), "aria-busy": String(waits),
    on: { click: () => actions.press(message, button.callback_data) } },
  label, element("span", { class: "spinner", "aria-hidden": "true" }));
}

/** Put text on the clipboard and say so. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("The browser did not allow copying.");
  }
}

function httpOnly(address) {
  const protocol = URL.parse(address)?.protocol;
  return ["http:", "https:", "tg:"].includes(protocol) ? address : null;
}

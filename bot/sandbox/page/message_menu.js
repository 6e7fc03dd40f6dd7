/** What can be done with one message, by right click, long press or Enter. */

import { copyText } from "./keyboard.js";
import { openMenu } from "./menus.js";

const LONG_PRESS_MS = 450;
const MOVED_PX = 10;

/** Open the menu of a message; point: {x, y} where it was pressed, or null for beside it. */
export function openMessageMenu(message, node, point, chats, { onReply, onEdit }) {
  const text = message.text ?? message.caption;
  const items = [{ label: "Reply", icon: "reply", role: "menu-reply", run: () => onReply(message) }];
  if (message.from?.id === chats.personId && message.text !== undefined) {
    items.push({ label: "Edit", icon: "edit", role: "menu-edit", run: () => onEdit(message) });
  }
  if (text) items.push({ label: "Copy text", icon: "copy", role: "menu-copy", run: () => copyText(text) });
  openMenu(items, point ?? node.querySelector("[data-role=bubble]"), node, "Message");
}

/** Call open(messageNode, point) when a message inside `scroller` is right-clicked or held. */
export function watchLongPress(scroller, open) {
  let timer;
  let start;
  const stop = () => clearTimeout(timer);
  scroller.addEventListener("contextmenu", (event) => {
    const node = event.target.closest("[data-role=message]");
    if (!node || event.target.closest("a[href]") || !getSelection().isCollapsed) return;
    event.preventDefault();
    stop();
    open(node, event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : null);
  });
  scroller.addEventListener("pointerdown", (event) => {
    const node = event.target.closest("[data-role=message]");
    if (event.pointerType !== "touch" || !node || event.target.closest("a[href], button")) return;
    start = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => open(node, start), LONG_PRESS_MS);
  });
  scroller.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > MOVED_PX) stop();
  });
  for (const name of ["pointerup", "pointercancel", "scroll"]) scroller.addEventListener(name, stop);
}

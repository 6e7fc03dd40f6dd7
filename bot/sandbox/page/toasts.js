/** Passing notes and alerts, as a bot's answer to a pressed button shows them. */

import { element } from "./dom.js";

const SHOWN_MS = 4000;

/** Show a note at the foot of the chat, or an alert that waits for OK. */
export function toast(text, { alert = false } = {}) {
  if (alert) showAlert(text);
  else showToast(text);
}

function showToast(text) {
  const stack = toastStack();
  const note = element("div", { class: "toast", "data-role": "toast", dir: "auto" }, text);
  stack.append(note);
  while (stack.children.length > 3) stack.firstElementChild.remove();
  setTimeout(() => note.remove(), SHOWN_MS);
}

function showAlert(text) {
  const dialog = element("dialog", { class: "alert", "data-role": "alert", "aria-label": "Alert" },
    element("p", { dir: "auto" }, text),
    element("form", { method: "dialog" },
      element("button", { class: "primary", "data-role": "alert-ok", autofocus: true }, "OK")));
  dialog.addEventListener("close", () => dialog.remove());
  document.getElementById("overlays").append(dialog);
  dialog.showModal();
}

function toastStack() {
  const overlays = document.getElementById("overlays");
  const known = overlays.querySelector(".toasts");
  if (known) return known;
  const stack = element("div", { class: "toasts", role: "status" });
  overlays.append(stack);
  return stack;
}

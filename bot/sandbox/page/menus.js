/** Pop-up menus: placed inside the window, walked with the arrow keys, closed by Escape. */

import { element, icon } from "./dom.js";

let closeOpen = () => {};

/**
 * Open a menu.
 *
 * items: [{label, icon, role, run, checked?}]. at: an element to open beside, or {x, y}.
 * returnTo: the element that gets the focus back.
 */
export function openMenu(items, at, returnTo, label) {
  closeOpen();
  const menu = element("div", { class: "menu", role: "menu", "aria-label": label, "data-role": "menu" },
    ...items.map((item) => menuItem(item, () => close())));
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("blur", close);
    closeOpen = () => {};
    if (menu.dataset.hadFocus === "true") returnTo?.focus({ preventScroll: true });
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close();
  };
  menu.addEventListener("keydown", (event) => walk(event, menu, close));
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("blur", close);
  closeOpen = close;
  document.getElementById("overlays").append(menu);
  place(menu, at);
  menu.dataset.hadFocus = "true";
  menu.querySelector("[role^=menuitem]")?.focus({ preventScroll: true });
}

function menuItem({ label, icon: sign, role, run, checked }, close) {
  const kind = checked === undefined ? "menuitem" : "menuitemradio";
  return element("button", { type: "button", role: kind, class: "menu-item", tabindex: -1,
    "data-role": role, "aria-checked": checked === undefined ? null : String(checked),
    on: { click: () => { close(); run(); } } },
  typeof sign === "string" ? icon(sign) : sign, element("span", { dir: "auto" }, label));
}

function walk(event, menu, close) {
  const items = [...menu.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
  else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length].focus();
  else if (event.key === "Home") items[0].focus();
  else if (event.key === "End") items.at(-1).focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, at) {
  const box = at instanceof Element ? at.getBoundingClientRect() : new DOMRect(at.x, at.y, 0, 0);
  const { offsetWidth: width, offsetHeight: height } = menu;
  const fitsBelow = box.bottom + height + 8 < innerHeight;
  const top = fitsBelow ? box.bottom + 4 : Math.max(8, box.top - height - 4);
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  menu.style.top = `${top}px`;
}

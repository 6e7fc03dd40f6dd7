/** Elements built from values. Text only ever enters the page as text, never as markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Return an element.
 *
 * attributes: plain attributes; `on` holds listeners by event name; false, null and undefined
 * leave an attribute out, true sets it empty. children: nodes, strings, or nothing.
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  const { on = {}, ...plain } = attributes;
  for (const [name, value] of Object.entries(plain)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [name, listener] of Object.entries(on)) node.addEventListener(name, listener);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Return a button that shows an icon only; `label` is what it is called. */
export function iconButton(name, label, attributes = {}) {
  return element("button", { type: "button", class: "icon-button", "aria-label": label,
    title: label, ...attributes }, icon(name));
}

/** Return one of the page's own line icons. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Keep `anchor` where it stands on the screen while `change` moves what surrounds it. */
export function holdInPlace(anchor, change) {
  const scroller = anchor.closest("[data-role=log]");
  const before = anchor.getBoundingClientRect().top;
  change();
  if (scroller) scroller.scrollTop += anchor.getBoundingClientRect().top - before;
}

const ICONS = {
  arrow: "M8 16 16 8M9.5 8H16v6.5",
  attach: "M20 11.5l-7.800 7.800a5 5 0 0 1-7.100-7.100l8.200-8.200a3.400 3.400 0 0 1 4.800 4.800l-8.100 8.100a1.700 1.700 0 0 1-2.400-2.400l7.300-7.300",
  back: "M15 5l-7 7 7 7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevron: "M6 9.5l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  code: "M9 7l-5 5 5 5M15 7l5 5-5 5",
  commands: "M5 7h14M5 12h14M5 17h9",
  copy: "M9 9h10v11H9zM5 15V4h10",
  document: "M7 3h7l4 4v14H7zM14 3v5h4",
  down: "M12 5v14M6 13l6 6 6-6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  flask: "M10 3v6l-5 9a2 2 0 0 0 1.800 3h10.400a2 2 0 0 0 1.800-3l-5-9V3M8.5 3h7M7.5 15h9",
  group: "M9 11a3.200 3.200 0 1 0 0-6.400A3.200 3.200 0 0 0 9 11zM3 19.5c.3-3.300 2.800-5.5 6-5.5s5.700 2.200 6 5.5M16 5a3 3 0 0 1 0 5.800M17.5 14.300c2 .6 3.300 2.5 3.5 5.200",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  photo: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9.5h.01",
  pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.300a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600z",
  quote: "M5 14c0-4 1.5-6.5 4.5-7.5M5 14a2.200 2.200 0 1 0 4.400 0A2.200 2.200 0 0 0 5 14zM14 14c0-4 1.5-6.5 4.5-7.5M14 14a2.200 2.200 0 1 0 4.400 0A2.200 2.200 0 0 0 14 14z",
  reply: "M10 6l-6 6 6 6M4.5 12H14c3.5 0 6 2 6 6",
  send: "M4 12L20 4.5 16 20l-5-6zM11 14l9-9.5",
  sticker: "M5 4h14v9l-6 7H5zM19 13h-6v7M9 9h.01M14.5 9h.01M8.5 12.5c1 1.300 3 1.600 4.5.8",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M18.700 5.300l-1.400 1.400M6.700 17.300l-1.400 1.400",
  voice: "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  play: "M8 5l11 7-11 7z",
  more: "M6 12h.01M12 12h.01M18 12h.01",
};

/** The developer drawer: make the sandbox fail on purpose, and see what the bot asked of it. */

import { post, read, remove } from "./api.js";
import { element, iconButton } from "./dom.js";
import { toast } from "./toasts.js";

const KINDS = [["429", "429 · flood limit"], ["500", "500 · server error"], ["drop", "Drop before"],
  ["drop_after", "Drop after"], ["slow", "Slow answer"], ["400", "400 · bad request"],
  ["403", "403 · forbidden"]];
const METHODS = ["*", "sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates"];
const SHOWN_CALLS = 40;

/** Draw the drawer into `root`; returns toggle(). */
export function startDrawer(root, chats, actions) {
  const form = faultForm();
  const queued = element("p", { class: "drawer-note", "data-role": "faults" }, "No fault is queued.");
  const blocking = element("button", { type: "button", class: "secondary", "data-role": "block" });
  const upgrading = element("button", { type: "button", class: "secondary", "data-role": "migrate",
    on: { click: () => actions.migrate() } }, "Turn this group into a supergroup");
  const calls = element("ol", { class: "calls", "data-role": "calls" });
  const toggle = () => {
    root.hidden = !root.hidden;
    if (!root.hidden) refresh();
  };
  const refresh = () => Promise.all([showFaults(queued), showCalls(calls)]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    queueFault(form, queued);
  });
  const clear = element("button", { type: "button", class: "secondary", "data-role": "faults-clear",
    on: { click: () => attempt(async () => { await remove("/chat/faults"); await showFaults(queued); }) } },
  "Clear faults");
  root.append(
    element("div", { class: "drawer-top" }, element("h2", {}, "Developer"),
      iconButton("close", "Close", { "data-role": "drawer-close", on: { click: toggle } })),
    element("h3", {}, "Next calls fail"), form, queued, clear,
    element("h3", {}, "This person and chat"), element("div", { class: "drawer-row" }, blocking, upgrading),
    element("h3", {}, "Bot API calls"),
    element("button", { type: "button", class: "secondary", "data-role": "calls-refresh", on: { click: refresh } }, "Refresh"),
    calls);
  root.addEventListener("keydown", (event) => event.key === "Escape" && toggle());
  chats.on("people selection", () => {
    drawBlocking(blocking, chats, actions);
    upgrading.hidden = chats.chat?.type !== "group";
  });
  return toggle;
}

function faultForm() {
  return element("form", { class: "fault-form", "data-role": "fault-form" },
    field("Kind", choice("kind", KINDS)),
    field("Method", choice("method", METHODS.map((name) => [name, name === "*" ? "any method" : name]))),
    field("Times", number("times", 1, 1)),
    field("Seconds (429, slow)", number("seconds", 2, 0)),
    element("button", { class: "primary", "data-role": "fault-queue" }, "Queue fault"));
}

function field(label, control) {
  return element("label", {}, element("span", {}, label), control);
}

function choice(name, options) {
  return element("select", { name, "data-role": `fault-${name}` },
    ...options.map(([value, label]) => element("option", { value }, label)));
}

function number(name, value, least) {
  return element("input", { type: "number", name, value, min: least, max: 100, "data-role": `fault-${name}` });
}

async function queueFault(form, queued) {
  const { kind, method, times, seconds } = Object.fromEntries(new FormData(form));
  const extra = { 429: { retry_after: Number(seconds) }, slow: { delay: Number(seconds) } }[kind] ?? {};
  await attempt(async () => {
    await post("/chat/faults", { kind, method, times: Number(times), ...extra });
    await showFaults(queued);
  });
}

async function showFaults(queued) {
  const { faults = [] } = await read("/chat/faults").catch(() => ({}));
  queued.textContent = faults.length
    ? faults.map(({ kind, method, times }) => `${times} × ${kind} on ${method === "*" ? "any method" : method}`).join(", ")
    : "No fault is queued.";
}

async function showCalls(list) {
  const answer = await read("/chat/requests", { after: 0 }).catch(() => ({}));
  const calls = (answer.requests ?? []).slice(-SHOWN_CALLS).reverse();
  list.replaceChildren(...calls.map((call) => element("li", {},
    element("details", {},
      element("summary", {}, element("code", {}, call.method), callOutcome(call.response)),
      element("pre", {}, JSON.stringify({ parameters: call.parameters, response: call.response }, null, 1))))));
}

function callOutcome(response) {
  const failed = response?.ok === false;
  const word = failed ? String(response.error_code) : response ? "ok" : "…";
  return element("span", { class: "call-outcome", "data-failed": String(failed) }, word);
}

function drawBlocking(button, chats, actions) {
  const { person } = chats;
  if (!person) return;
  button.textContent = person.blocked ? `Unblock the bot for ${person.first_name}` : `Block the bot as ${person.first_name}`;
  button.onclick = () => actions.block(!person.blocked);
}

async function attempt(act) {
  try {
    await act();
  } catch (error) {
    toast(error.message);
  }
}

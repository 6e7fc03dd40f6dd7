/** Starts the page: joins what is known, what is shown and what can be done. */

import { Actions } from "./actions.js";
import { Composer } from "./composer.js";
import { startDrawer } from "./drawer.js";
import { follow } from "./events.js";
import { startHeader } from "./header.js";
import { Log } from "./log.js";
import { startSidebar } from "./sidebar.js";
import { Chats } from "./state.js";

const app = document.getElementById("app");
const part = (id) => document.getElementById(id);
const hasRoom = matchMedia("(min-width: 760px) and (hover: hover)");

const chats = new Chats();
const handlers = {
  onReply: (message) => composer.reply(message),
  onEdit: (message) => composer.edit(message),
};
const log = new Log(part("log-frame"), chats, handlers);
const actions = new Actions(chats, (chatId, messageId) => log.pendingChanged(chatId, messageId));
log.use(actions);
const composer = new Composer(part("composer"), chats, actions);
const toggleDrawer = startDrawer(part("drawer"), chats, actions);
startSidebar(part("sidebar"), chats, { onChat: () => show("chat"), onDrawer: toggleDrawer });
const showConnection = startHeader(part("chat-header"), chats, { onBack: () => show("list") });

// A screen keyboard that jumps up on every switch is in the way; only a desk gets the focus.
chats.on("selection", () => hasRoom.matches && composer.focus());

follow({
  load: () => chats.load(),
  handle: (event) => chats.handle(event),
  show: (state) => {
    app.dataset.connection = state;
    showConnection(state);
  },
});

/** On a phone either the list or the chat is on the screen. */
function show(screen) {
  app.dataset.screen = screen;
}

/**
 * The live connection: everything is read once, then changes come by long poll.
 *
 * After any failure, and when the server turns out to be another one than before, everything is
 * read anew, so the page never shows a mixture of two servers' chats.
 */

import { read } from "./api.js";

const POLL_S = 25;
const SHORTEST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 2000;

/**
 * Follow the server for as long as the page lives.
 *
 * load: reads everything, returns {seq, session}. handle: takes one event. show: takes
 * "online" or "offline".
 */
export async function follow({ load, handle, show }) {
  let wait = SHORTEST_WAIT_MS;
  for (;;) {
    try {
      const start = await load();
      wait = SHORTEST_WAIT_MS;
      show("online");
      await poll(start, handle);
    } catch (error) {
      if (!isLostConnection(error)) console.error(error);
      show("offline");
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

/** Hand on events until the server is no longer the one that `start` came from. */
async function poll({ seq, session }, handle) {
  for (;;) {
    const limit = AbortSignal.timeout((POLL_S + 10) * 1000);
    const batch = await read("/chat/events", { after: seq, timeout: POLL_S }, limit);
    if (batch.session !== session || batch.seq < seq) return;
    for (const event of batch.events) safely(handle, event);
    seq = batch.seq;
  }
}

/** One event that cannot be shown must not keep the next ones away. */
function safely(handle, event) {
  try {
    handle(event);
  } catch (error) {
    console.error("This event could not be shown:", event, error);
  }
}

function isLostConnection(error) {
  return error instanceof TypeError || error?.name === "TimeoutError" || error?.name === "AbortError";
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done, { once: true });
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    }
  });
}

/** What a message can carry besides text. */

import { fileAddress } from "./api.js";
import { element, icon } from "./dom.js";
import { fileSize, summary } from "./words.js";

/** Return the element for a message's photo, file, voice, sticker or place; null for none. */
export function renderMedia(message) {
  if (message.photo?.length) return photo(message.photo.at(-1));
  if (message.sticker) return sticker(message.sticker);
  if (message.voice) return voice(message.voice);
  if (message.document) return file(message.document);
  if (message.location) return place(message.location);
  const other = ["audio", "video", "animation", "contact", "poll", "venue"];
  if (!other.some((kind) => message[kind])) return null;
  return element("div", { class: "media-other", "data-role": "media" }, summary(message));
}

function photo({ file_id: id, width, height }) {
  return element("a", { href: fileAddress(id), target: "_blank", rel: "noopener", class: "photo",
    "data-role": "photo" },
  element("img", { src: fileAddress(id), alt: "Photo", width, height, loading: "lazy" }));
}

function sticker({ file_id: id, emoji, width, height }) {
  return element("div", { class: "sticker", "data-role": "sticker" },
    element("img", { src: fileAddress(id), alt: `Sticker ${emoji ?? ""}`, width, height, loading: "lazy" }));
}

function voice({ file_id: id, duration }) {
  return element("div", { class: "voice", "data-role": "voice" },
    element("audio", { controls: true, preload: "none", src: fileAddress(id),
      "aria-label": `Voice message, ${duration ?? 0} seconds` }));
}

function file({ file_id: id, file_name: name, file_size: size }) {
  return element("a", { class: "file", href: fileAddress(id), download: name ?? "file",
    "data-role": "document" },
  element("span", { class: "file-sign" }, icon("document")),
  element("span", { class: "file-words" },
    element("strong", { dir: "auto" }, name ?? "File"), element("small", {}, fileSize(size))));
}

function place({ latitude, longitude }) {
  return element("div", { class: "place", "data-role": "location" },
    element("div", { class: "place-map" }, icon("pin")),
    element("small", {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`));
}

/** Things to send besides text: samples made on the spot, or a file from this machine. */

import { element } from "./dom.js";
import { openMenu } from "./menus.js";
import { toast } from "./toasts.js";

const LARGEST_BYTES = 20 * 1024 * 1024;

/** Open the menu beside `anchor`; send takes the body of what was chosen. */
export function attachMenu(anchor, send) {
  const item = (label, sign, make) => ({ label, icon: sign, role: `attach-${sign}`,
    run: async () => send(await make()) });
  openMenu([
    item("Sample photo", "photo", samplePhoto),
    item("Sample text file", "document", sampleFile),
    item("Sample voice message", "voice", sampleVoice),
    item("Sample sticker", "sticker", sampleSticker),
    item("Sample location", "pin", () => ({ kind: "location", location: { latitude: 48.2082, longitude: 16.3738 } })),
    { label: "File from this machine…", icon: "attach", role: "attach-file", run: () => chooseFile(send) },
  ], anchor, anchor, "Attach");
}

async function samplePhoto() {
  const blob = await drawn(480, 320, "image/png", (pen) => {
    paintSky(pen, 480, 320);
    paintHills(pen, 480, 320);
  });
  return { kind: "photo", file: await packed(blob, "photo.png") };
}

async function sampleSticker() {
  const blob = await drawn(256, 256, "image/webp", (pen) => {
    pen.font = "200px sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText("🦉", 128, 140);
  });
  return { kind: "sticker", file: await packed(blob, "sticker.webp") };
}

async function sampleFile() {
  const blob = new Blob(["A sample file from the sandbox.\n"], { type: "text/plain" });
  return { kind: "document", file: await packed(blob, "sample.txt") };
}

async function sampleVoice() {
  return { kind: "voice", file: await packed(tone(), "voice.wav") };
}

function chooseFile(send) {
  const input = element("input", { type: "file" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > LARGEST_BYTES) return void toast("The sandbox takes files up to 20 MB.");
    const kind = /^image\/(png|jpeg)$/.test(file.type) ? "photo" : "document";
    send({ kind, file: await packed(file, file.name) });
  });
  input.click();
}

/** Return {name, mime, base64} of a blob. */
async function packed(blob, name) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
  const mime = (blob.type || "application/octet-stream").split(";")[0];
  return { name, mime, base64: address.slice(address.indexOf(",") + 1) };
}

function drawn(width, height, mime, paint) {
  const canvas = element("canvas", { width, height });
  paint(canvas.getContext("2d"));
  return new Promise((resolve) => canvas.toBlob(resolve, mime));
}

function paintSky(pen, width, height) {
  const sky = pen.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, "#27606b");
  sky.addColorStop(1, "#f3c58b");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#fff1cf";
  pen.beginPath();
  pen.arc(width * 0.7, height * 0.4, 34, 0, Math.PI * 2);
  pen.fill();
}

function paintHills(pen, width, height) {
  for (const [color, base, swing] of [["#3d6f5d", 0.68, 26], ["#24493f", 0.82, 18]]) {
    pen.fillStyle = color;
    pen.beginPath();
    pen.moveTo(0, height);
    for (let x = 0; x <= width; x += 8) pen.lineTo(x, height * base + Math.sin(x / 70 + swing) * swing);
    pen.lineTo(width, height);
    pen.fill();
  }
}

/** Return one second of a soft tone as a WAV file. */
function tone() {
  const rate = 8000;
  const bytes = new DataView(new ArrayBuffer(44 + rate));
  const words = [[0, "RIFF"], [8, "WAVE"], [12, "fmt "], [36, "data"]];
  for (const [at, word] of words) [...word].forEach((c, i) => bytes.setUint8(at + i, c.charCodeAt(0)));
  const numbers = [[4, 36 + rate], [16, 16], [24, rate], [28, rate], [40, rate]];
  for (const [at, value] of numbers) bytes.setUint32(at, value, true);
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]]) bytes.setUint16(at, value, true);
  for (let i = 0; i < rate; i += 1) {
    const loudness = 60 * Math.sin((Math.PI * i) / rate);
    bytes.setUint8(44 + i, 128 + loudness * Math.sin((2 * Math.PI * 440 * i) / rate));
  }
  return new Blob([bytes], { type: "audio/wav" });
}

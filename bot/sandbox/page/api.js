/** The sandbox's own HTTP interface, as the page speaks it. */

/** The server understood and said no; the message is its sentence for a person. */
export class Refused extends Error {}

/** Read `path` with `parameters`; entries that are null or undefined are left out. */
export function read(path, parameters = {}, signal = undefined) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return call(given.length ? `${path}?${query}` : path, { signal });
}

/** Post a JSON body to `path` and return what comes back. */
export function post(path, body) {
  return call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Ask `path` to forget what it holds. */
export function remove(path) {
  return call(path, { method: "DELETE" });
}

/** The address of a file that a message carries. */
export function fileAddress(fileId) {
  return `/chat/file?file_id=${encodeURIComponent(fileId)}`;
}

async function call(address, options) {
  const response = await fetch(address, { cache: "no-store", ...options });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}

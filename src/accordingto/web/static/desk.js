// What every page can do: send what was decided, say what came of it, uncover hidden quotes.

const csrf = document.querySelector('meta[name="csrf"]').content;
const LATER = "told";

/** Send an action to the API; resolves to its answer, rejects with an Error that says what was wrong. */
export async function send(path, body = undefined) {
  const answer = await fetch(`/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-csrf-token": csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({ detail: `the desk answered ${answer.status}` }));
  if (!answer.ok) throw new Error(told.detail);
  return told;
}

/** Get the JSON twin of a page. */
export async function get(path) {
  const answer = await fetch(`/api/v1${path}`);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail);
  return told;
}

/** Say something where everybody sees or hears it. */
export function tell(message) {
  const place = document.getElementById("told");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = message; });
}

/** Go on to the page after an action, and say there what came of it. */
export function goOn(done) {
  if (done.message) sessionStorage.setItem(LATER, done.message);
  location.assign(done.next);
}

/** Make an element; children are elements or plain text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "path", "circle", "rect", "line", "text", "title"].includes(tag);
  const made = svg && tag !== "title" ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

document.addEventListener("click", (event) => {
  const quote = event.target.closest('[data-quotes="hidden"] .quote');
  if (quote) quote.classList.add("open");
});
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});
const later = sessionStorage.getItem(LATER);
if (later) {
  sessionStorage.removeItem(LATER);
  tell(later);
}

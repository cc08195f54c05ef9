// Cases: keys to go through claims, to unfold, and to get to each decision.

const claims = () => [...document.querySelectorAll("details.claim, .blaming, li.case")].filter((one) => one.offsetParent !== null);
let current = -1;

function go(step) {
  const all = claims();
  if (!all.length) return;
  all[current]?.classList.remove("current");
  current = Math.min(Math.max(current + step, 0), all.length - 1);
  const one = all[current];
  one.classList.add("current");
  (one.querySelector("summary") ?? one.querySelector("a")).focus({ preventScroll: true });
  one.scrollIntoView({ block: "nearest" });
}

function open() {
  const one = claims()[current];
  const link = one?.querySelector(".opens a, h2 a");
  if (link) location.href = link.href;
}

function fold() {
  const all = [...document.querySelectorAll("main details:not(.screen details):not(.screen)")];
  const isOpen = all.some((one) => !one.open);
  for (const one of all) one.open = isOpen;
}

function focus(key) {
  const form = document.querySelector(`form[data-key="${key}"]`);
  if (!form) return false;
  if (key === "v") form.requestSubmit();
  else form.querySelector("select, input:not([type=hidden]), textarea").focus();
  return true;
}

const KEYS = { j: () => go(1), k: () => go(-1), o: open, f: fold, "?": () => document.getElementById("help")?.showModal() };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  const act = KEYS[event.key];
  if (act) act();
  else if (!focus(event.key)) return;
  event.preventDefault();
});

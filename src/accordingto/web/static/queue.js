// The queue by keyboard: a accept, x reject, e edit, u unsure, s skip, z take back, ? help.
import { tell } from "/static/desk.js";

const byId = (id) => document.getElementById(id);
const queue = document.querySelector(".queue");
const decide = byId("decide"), why = byId("why"), help = byId("help"), before = byId("before");
let isSent = false;
let pending = ""; // the decision that a reason is typed for

/** Send a form once, as if one of its buttons was pressed. */
function press(form, value) {
  if (isSent) return;
  const button = form.querySelector(`button[value="${value}"]`);
  form.requestSubmit(button);
}

function isClosed() {
  if (!before || before.open) return false;
  tell("These words name people who were killed or hurt. Press Enter to open them, s to pass by.");
  return true;
}

/** Ask for a reason before a decision is sent. */
function ask(decision) {
  pending = decision;
  byId("why-box").classList.add("on");
  why.focus();
  tell(`Why ${decision === "accept" ? "accept" : decision === "reject" ? "reject" : decision}? A digit takes a reason of the list, or type one; Enter sends it, Escape leaves it.`);
}

function sendWithReason() {
  if (!why.value.trim()) { tell("A reason is needed."); why.focus(); return; }
  press(decide, pending || "reject");
}

const needsReason = (decision) => decision === "reject" || (queue.dataset.settles && decision !== "unsure");

function wish(decision) {
  if (!decide || isClosed()) return;
  if (needsReason(decision) && !why.value.trim()) ask(decision);
  else press(decide, decision);
}

function undo() {
  const form = byId("undo");
  if (form.querySelector("button")) { if (!isSent) form.requestSubmit(); } else tell("There is nothing that could be taken back.");
}

function go(id) { const link = byId(id); if (link && !isSent) link.click(); }

const KEYS = {
  a: () => wish("accept"),
  x: () => wish("reject"),
  u: () => wish("unsure"),
  e: () => { if (!isClosed()) go("edit"); },
  s: () => go("skip"),
  z: undo,
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const at = event.target;
  const isTyping = at.matches?.("input:not([type=hidden]), textarea, select");
  if (event.key === "Escape") {
    if (byId("leave")) go("leave");
    else if (isTyping) { at.blur(); pending = ""; byId("item")?.focus(); }
    return;
  }
  if (isTyping) {
    if (at !== why || !decide) return;
    if (event.key === "Enter") { event.preventDefault(); sendWithReason(); }
    else if (/^[1-9]$/.test(event.key) && !why.value) {
      const reason = document.querySelectorAll("[data-reason]")[Number(event.key) - 1];
      if (reason) { event.preventDefault(); why.value = reason.dataset.reason; sendWithReason(); }
    }
    return;
  }
  if (event.key === "Enter" && before && !before.open && !at.matches("a, button, summary")) { event.preventDefault(); before.open = true; return; }
  const known = KEYS[event.key];
  if (known && !event.repeat) { event.preventDefault(); known(); }
});

decide?.addEventListener("submit", (event) => {
  const decision = event.submitter?.value ?? pending;
  if (!isSent && needsReason(decision) && !why.value.trim()) { event.preventDefault(); ask(decision); }
});
// After all others have had their say: a form is sent once.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (isSent) event.preventDefault();
  isSent = true;
});
for (const reason of document.querySelectorAll("[data-reason]")) {
  reason.addEventListener("click", () => { why.value = reason.dataset.reason; if (pending) sendWithReason(); else why.focus(); });
}
before?.addEventListener("toggle", () => { if (before.open) { tell("Opened."); before.querySelector("h2").focus(); } });
byId("help-open").addEventListener("click", () => help.showModal());
byId("help-close").addEventListener("click", () => help.close());
window.addEventListener("pageshow", () => { isSent = false; });

// A screen reader hears what was done, then what comes next.
const told = byId("told").textContent.trim();
if (told) tell(told);
(document.querySelector("#correct select, #correct input:not([type=hidden])") ?? byId("item"))?.focus();

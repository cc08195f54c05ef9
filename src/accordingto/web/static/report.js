// The page of a report: links words and records, and takes words that are selected.
// Offsets are code points of the report: a run of characters carries its own in data-a and data-z.

import { get, make, tell } from "/static/desk.js";

const byId = (id) => document.getElementById(id);
const page = document.querySelector(".report");
const key = page.dataset.key;
const cards = [...document.querySelectorAll(".card")];
const editing = byId("edit");
const picked = byId("picked");
const help = byId("help");
const body = document.querySelector('[data-text="text"]');
const hasTwoPanes = window.matchMedia("(min-width: 60rem)");
let current = null;
let chosen = null;

/* Words and records, linked both ways. */

const idsOf = (words) => words.dataset.r.split(" ");
const wordsOf = (id) => document.querySelectorAll(`[data-r~="${id}"]`);
const cardOf = (id) => byId(`r-${id}`);

function mark(card) {
  for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
  for (const element of document.querySelectorAll('.card[aria-current="true"]')) element.removeAttribute("aria-current");
  current = card;
  if (!card) return;
  card.classList.add("on");
  card.setAttribute("aria-current", "true");
  for (const element of wordsOf(card.dataset.record)) element.classList.add("on");
}

const show = (element) => element?.scrollIntoView({ block: "center" });

function goToCard(card) {
  mark(card);
  card.focus({ preventScroll: true });
  show(card);
  if (hasTwoPanes.matches) show(wordsOf(card.dataset.record)[0]);
}

function goToWords(card) {
  mark(card);
  const words = byId(`w-${card.dataset.record}`) ?? wordsOf(card.dataset.record)[0];
  words?.focus({ preventScroll: true });
  show(words ?? card);
  return Boolean(words);
}

function chooseWords(words) {
  const known = idsOf(words).filter(cardOf);
  if (!known.length) return;
  const next = known[(known.indexOf(current?.dataset.record) + 1) % known.length];
  mark(cardOf(next));
  show(current);
  const place = cards.indexOf(current) + 1;
  tell(`${current.dataset.kind}, record ${place} of ${cards.length}${known.length > 1 ? `; ${known.length} share these words` : ""}`);
}

function walk(step) {
  const place = cards.indexOf(current);
  if (cards.length) goToCard(cards[Math.min(cards.length - 1, Math.max(0, place < 0 ? 0 : place + step))]);
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const words = event.target.closest("[data-r]");
  const back = event.target.closest(".to-words");
  const card = event.target.closest(".card");
  if (words) {
    event.preventDefault();
    if (getSelection().isCollapsed) chooseWords(words);
  } else if (back) {
    if (goToWords(card)) event.preventDefault();
  } else if (card && !event.target.closest("a, button") && getSelection().isCollapsed) {
    mark(card);
    if (hasTwoPanes.matches) show(wordsOf(card.dataset.record)[0]);
  }
});

/* From what is selected to code points, and back. */

/** Code points before a place in a string of UTF-16 units; within a pair, those before or after it. */
function countPoints(text, offset, isEnd) {
  const low = text.charCodeAt(offset);
  const isWithin = offset > 0 && low >= 0xdc00 && low <= 0xdfff && (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
  return [...text.slice(0, isWithin ? offset + (isEnd ? 1 : -1) : offset)].length;
}

const unitsBefore = (text, points) => [...text].slice(0, points).join("").length;
const runsOf = (holder) => [...holder.querySelectorAll("[data-a]")];
const isStandIn = (run) => run.classList.contains("withheld");
const spanOf = (run) => ({ start: Number(run.dataset.a), end: Number(run.dataset.z) });

function edgeOf(run, container, offset, isEnd) {
  const { start, end } = spanOf(run);
  if (!run.contains(container)) return isEnd ? end : start;
  const units = container.nodeType === Node.TEXT_NODE ? offset : offset > 0 ? run.textContent.length : 0;
  if (isStandIn(run)) return isEnd ? (units > 0 ? end : start) : units < run.textContent.length ? start : end;
  return start + countPoints(run.textContent, units, isEnd);
}

/** What of a report a selection holds: where, in code points, and the words as they are shown. */
function readSelection() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const near = range.commonAncestorContainer;
  const element = near.nodeType === Node.TEXT_NODE ? near.parentElement : near;
  const holder = element.closest("[data-text]");
  if (!holder) return null;
  const pieces = [];
  for (const run of runsOf(holder)) {
    if (!range.intersectsNode(run)) continue;
    const start = edgeOf(run, range.startContainer, range.startOffset, false);
    const end = edgeOf(run, range.endContainer, range.endOffset, true);
    if (end > start) pieces.push(pieceOf(run, start, end));
  }
  return pieces.length ? trimmed(holder, pieces) : null;
}

function pieceOf(run, start, end) {
  const at = spanOf(run).start;
  const characters = isStandIn(run) ? null : [...run.textContent].slice(start - at, end - at);
  return { start, end, characters, text: characters ? characters.join("") : run.textContent };
}

/** Leave out white space at the ends, which a double click may have taken along. */
function trimmed(holder, pieces) {
  const isBlank = (character) => /^\s$/u.test(character);
  const first = pieces[0];
  while (first.characters?.length && isBlank(first.characters[0])) { first.characters.shift(); first.start += 1; }
  const last = pieces[pieces.length - 1];
  while (last.characters?.length && isBlank(last.characters[last.characters.length - 1])) { last.characters.pop(); last.end -= 1; }
  if (first.end <= first.start && pieces.length > 1) return trimmed(holder, pieces.slice(1));
  if (last.end <= last.start && pieces.length > 1) return trimmed(holder, pieces.slice(0, -1));
  if (last.end <= first.start) return null;
  const words = pieces.map((piece) => (piece.characters ? piece.characters.join("") : piece.text)).join("");
  return { holder, start: first.start, end: last.end, words };
}

function placeOf(holder, point, isEnd) {
  for (const run of runsOf(holder)) {
    const { start, end } = spanOf(run);
    if (isEnd ? point > end : point >= end) continue;
    const node = run.firstChild;
    if (point <= start) return [node, 0];
    if (isStandIn(run)) return [node, isEnd ? node.length : 0];
    return [node, unitsBefore(run.textContent, point - start)];
  }
  return null;
}

function select(holder, start, end) {
  const from = placeOf(holder, start, false);
  const to = placeOf(holder, end, true);
  if (!from || !to) return;
  getSelection().setBaseAndExtent(from[0], from[1], to[0], to[1]);
  showPicked();  // the browser tells of it later, and keys repeat fast
  const run = from[0].parentElement.getBoundingClientRect();
  if (run.top < 80 || run.bottom > innerHeight - 140) show(from[0].parentElement);
}

/* Selecting by keyboard: word by word, with Alt by character. */

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.,\-][\p{L}\p{N}\p{M}]+)*|[^\s]/gu;
let known = null;

function unitsOf(holder) {
  if (known?.holder === holder) return known;
  const all = [];
  const paragraphs = [];
  for (const paragraph of holder.querySelectorAll("p")) {
    paragraphs.push(all.length);
    let text = "";
    const from = [];
    for (const run of runsOf(paragraph)) {
      const { start, end } = spanOf(run);
      if (isStandIn(run)) {
        collect(all, text, from);
        text = "";
        from.length = 0;
        all.push({ start, end });
      } else {
        let point = start;
        for (const character of run.textContent) {
          for (let unit = 0; unit < character.length; unit += 1) from.push(point);
          point += 1;
          text += character;
        }
      }
    }
    collect(all, text, from);
  }
  known = { holder, all, paragraphs };
  return known;
}

function collect(all, text, from) {
  for (const found of text.matchAll(WORD)) {
    const last = found.index + found[0].length - 1;
    all.push({ start: from[found.index], end: from[last] + 1 });
  }
}

let caret = { first: -1, last: -1 };

function caretFrom(units) {
  if (!chosen || chosen.holder !== body) return caret;
  const first = units.all.findIndex((unit) => unit.end > chosen.start);
  let last = first;
  while (last + 1 < units.all.length && units.all[last + 1].start < chosen.end) last += 1;
  if (caret.first >= 0 && Math.min(caret.first, caret.last) === first && Math.max(caret.first, caret.last) === last) return caret;
  return { first, last };
}

function moveBy(event) {
  const units = unitsOf(body);
  if (!units.all.length) return false;
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  if (event.altKey && event.shiftKey && steps[event.key] && chosen?.holder === body) {
    const end = chosen.end + steps[event.key];
    if (end > chosen.start) { chosen = { ...chosen, end }; select(body, chosen.start, end); }
    return true;
  }
  if (event.altKey || event.metaKey) return false;
  const at = caretFrom(units);
  const isDown = event.key === "ArrowDown";
  let last = at.last + (steps[event.key] ?? 0) * (event.ctrlKey ? 10 : 1);
  if (isDown) last = units.paragraphs.find((first) => first > at.last) ?? units.all.length - 1;
  if (event.key === "ArrowUp") last = units.paragraphs.filter((first) => first < Math.max(at.last, 1)).pop() ?? 0;
  if (at.last < 0) last = 0;
  last = Math.min(units.all.length - 1, Math.max(0, last));
  caret = event.shiftKey && at.first >= 0 ? { first: at.first, last } : { first: last, last };
  const [from, to] = [Math.min(caret.first, caret.last), Math.max(caret.first, caret.last)];
  select(body, units.all[from].start, units.all[to].end);
  return true;
}

/* What the selected words are. */

const FIELDS = {
  figure: ["evidence", "source"],
  statement: ["content", "source", "cue", "accused"],
  incident: ["evidence", "place", "targets", "weapon"],
  agreement: ["evidence", "source", "parties", "subject", "accused", "brokers", "terms"],
};
const LABELS = { evidence: "the words", content: "what is said", subject: "subject", brokers: "broker" };

function showPicked() {
  const found = readSelection();
  if (!found) {
    if (!picked.contains(document.activeElement)) { picked.hidden = true; chosen = null; }
    return;
  }
  chosen = found;
  picked.hidden = false;
  byId("picked-words").textContent = `“${found.words.length > 120 ? `${found.words.slice(0, 117)}...` : found.words}”`;
  byId("picked-at").textContent = `${found.start}-${found.end}`;
  const kind = editing ? editing.dataset.kind : current?.dataset.kind;
  const fields = FIELDS[kind] ?? [];
  byId("picked-for").hidden = !fields.length;
  byId("picked-for").textContent = editing ? `For the ${kind} in the form:` : `For the chosen ${kind}:`;
  byId("picked-fields").replaceChildren(...fields.map((name) => make("button", { type: "button", "data-field": name }, LABELS[name] ?? name)));
}

const isTitle = () => chosen.holder.dataset.text === "title";

function useFor(name) {
  const words = `${chosen.start}-${chosen.end}`;
  const input = editing && byId(`f-${name}`);
  if (input) take(input);
  else if (current) location.assign(`/reports/${key}?edit=${current.dataset.record}&set=${name}&words=${words}${isTitle() ? "&in=title" : ""}#edit`);
}

const SEVERAL = ["targets", "accused", "parties", "brokers", "terms"];

function take(input) {
  if (!chosen) { tell("No words are selected; select some in the text first."); return; }
  if (chosen.holder.dataset.text !== editing.dataset.in) {
    tell(`This record stands in the ${editing.dataset.in}; expected words of it.`);
    return;
  }
  const words = `${chosen.start}-${chosen.end}`;
  const told = byId(`${input.id}-words`);
  const isMore = SEVERAL.includes(input.name) && input.value.trim() !== "";
  input.value = isMore ? `${input.value}; ${words}` : words;
  told.textContent = isMore ? `${told.textContent}; “${chosen.words}”` : `“${chosen.words}”`;
  tell(`${input.name.replaceAll("_", " ")}: “${chosen.words}”`);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("selectionchange", showPicked);
picked.addEventListener("mousedown", (event) => event.preventDefault());
picked.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !chosen) return;
  const words = `${chosen.start}-${chosen.end}`;
  if (button.dataset.new) location.assign(`/reports/${key}?new=${button.dataset.new}&words=${words}${isTitle() ? "&in=title" : ""}#edit`);
  else if (button.dataset.field) useFor(button.dataset.field);
  else letGo();
});

function letGo() {
  getSelection().removeAllRanges();
  picked.hidden = true;
  chosen = null;
  caret = { first: caret.last, last: caret.last };
}

/* The form: what would be kept, before it is. */

const form = byId("record-form");
let asked = 0;

async function preview() {
  const number = (asked += 1);
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (name !== "csrf" && name !== "why") given.append(name, value);
  const place = byId("preview");
  try {
    const found = await get(`${form.dataset.preview}?${given}`);
    if (number !== asked) return !found.problem;
    if (found.problem) throw new Error(found.problem);
    const lines = found.changes.map((change) => make("li", { dir: "auto" }, `${change.label}: ${change.before || "not known"} → ${change.after || "not known"}`));
    place.className = "preview";
    place.replaceChildren(make("p", {}, lines.length ? "What will be kept:" : "Nothing would change."), make("ul", {}, ...lines));
    return true;
  } catch (error) {
    if (number !== asked) return false;
    place.className = "preview refused";
    place.replaceChildren(make("p", { role: "alert" }, error.message));
    return false;
  }
}

if (form) {
  let waiting = 0;
  form.addEventListener("input", (event) => {
    if (event.target.name === "why") return;
    clearTimeout(waiting);
    waiting = setTimeout(preview, 250);
  });
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (button?.value === "reject" || button?.value === "accept") return;
    event.preventDefault();
    if (!byId("why").value.trim()) { byId("why").focus(); tell("A reason is needed: it stands in the log."); return; }
    if (!(await preview())) return;
    if (button?.name) form.append(make("input", { type: "hidden", name: button.name, value: button.value }));
    form.submit();
  });
  editing.addEventListener("mousedown", (event) => { if (event.target.closest(".take")) event.preventDefault(); });
  editing.addEventListener("click", (event) => {
    const button = event.target.closest(".take");
    if (button) take(byId(button.dataset.for));
  });
}

/* Keys. */

const isTyping = (element) => element.closest("input, textarea, select") !== null;

function press(event) {
  const at = document.activeElement ?? document.body;
  if (event.key === "Escape") {
    if (!picked.hidden) { letGo(); body.focus({ preventScroll: true }); } else mark(null);
    return true;
  }
  if (at === body && event.key.startsWith("Arrow")) return moveBy(event);
  if (at === body && event.key === "Enter" && chosen) { picked.querySelector("button").focus(); return true; }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(at)) return false;
  const card = at.closest(".card");
  if (event.key === "Enter" && card === at && card) { goToWords(card); return true; }
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "t") body.focus();
  else if (event.key === "?") help.showModal();
  else if (event.key === "a" && current) current.querySelector(".accept")?.click();
  else if (event.key === "e" && current) current.querySelector(".edit")?.click();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!help.open && press(event)) event.preventDefault();
});
byId("help-open").addEventListener("click", () => help.showModal());
byId("help-close").addEventListener("click", () => help.close());
for (const button of document.querySelectorAll(".legend button")) {
  button.addEventListener("click", () => {
    const isHidden = page.classList.toggle(`hide-${button.dataset.role}`);
    button.setAttribute("aria-pressed", String(!isHidden));
  });
}

/* What the address asks for. */

const linked = /^#[rw]-([0-9a-f]{16})$/.exec(location.hash);
const first = document.querySelector(".at");
const opened = (linked && cardOf(linked[1])) || (page.dataset.chosen && cardOf(page.dataset.chosen));
if (opened) mark(opened);
if (first) {
  show(first);
} else if (opened && !location.hash.startsWith("#edit")) {
  if (location.hash.startsWith("#w-")) goToWords(opened);
  else goToCard(opened);
}
if (editing) {
  if (opened && hasTwoPanes.matches) show(wordsOf(opened.dataset.record)[0]);
  byId("records").scrollTop = 0;
  byId("edit-title").focus({ preventScroll: hasTwoPanes.matches });
  preview();
}

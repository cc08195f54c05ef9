"use strict";
// Links words and records both ways. All that is needed stands in the page: words carry the
// numbers of their cards (data-cards), cards their own (data-card).
(() => {
  const byId = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll(".card")];
  const status = byId("status");
  const help = byId("help");
  const keys = byId("keys");
  const hasTwoPanes = window.matchMedia("(min-width: 60rem)");
  let current = -1;
  let cameFrom = null;

  const wordsOf = (number) => document.querySelectorAll(`[data-cards~="${number}"]`);
  const numbersOf = (words) => words.dataset.cards.split(" ").map(Number);
  const isLarge = document.body.classList.contains("large");

  function show(element, again = isLarge ? 3 : 0) {
    element?.scrollIntoView({ block: "center" });
    // A large page is laid out as it is seen, so heights before the element change on the way.
    if (again) requestAnimationFrame(() => show(element, again - 1));
  }

  function unmark() {
    for (const element of document.querySelectorAll(".on, .also")) {
      element.classList.remove("on", "also");
      element.removeAttribute("aria-current");
    }
  }

  function mark(number) {
    unmark();
    current = number;
    const card = cards[number];
    card.classList.add("on");
    card.setAttribute("aria-current", "true");
    const words = wordsOf(number);
    for (const element of words) element.classList.add("on");
    status.textContent = `Record ${number + 1} of ${cards.length}`;
    return { card, anchor: card.querySelector(".words a"), words };
  }

  const anchorOf = (marked) => {
    const target = marked.anchor?.getAttribute("href").slice(1);
    return (target && byId(target)) || marked.words[0];
  };

  function goToCard(number) {
    const marked = mark(number);
    marked.card.focus({ preventScroll: true });
    show(marked.card);
    if (hasTwoPanes.matches) show(anchorOf(marked));
  }

  function goToWords(number) {
    const marked = mark(number);
    const anchor = anchorOf(marked);
    anchor?.focus({ preventScroll: true });
    show(anchor ?? marked.card);
  }

  function chooseWords(words) {
    const numbers = numbersOf(words);
    // The same words again: their next record.
    const next = numbers[(numbers.indexOf(current) + 1) % numbers.length];
    cameFrom = words;
    const marked = mark(next);
    for (const number of numbers) if (number !== next) cards[number].classList.add("also");
    if (numbers.length > 1) {
      status.textContent += ` (${numbers.length} share these words)`;
    }
    // Focus stays on the words when they hold it, so that Enter again leads to the next record.
    show(marked.card);
  }

  function walk(step) {
    if (!cards.length) return;
    if (current < 0) cameFrom = document.activeElement;
    goToCard(Math.min(cards.length - 1, Math.max(0, current < 0 ? 0 : current + step)));
  }

  function leave() {
    unmark();
    current = -1;
    status.textContent = "";
    if (cameFrom?.isConnected) cameFrom.focus();
    cameFrom = null;
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    const back = target.closest(".card .words a");
    const words = target.closest("[data-cards]");
    const card = target.closest(".card");
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (words) {
      event.preventDefault();
      chooseWords(words);
    } else if (back) {
      event.preventDefault();
      cameFrom = back;
      goToWords(Number(card.dataset.card));
    } else if (card && String(window.getSelection()) === "") {
      const marked = mark(Number(card.dataset.card));
      if (hasTwoPanes.matches) show(anchorOf(marked));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const isSingle = keys.getAttribute("aria-pressed") === "true";
    const card = document.activeElement?.closest(".card");
    if (event.key === "Escape" && current >= 0) leave();
    else if (event.key === "j" && isSingle) walk(1);
    else if (event.key === "k" && isSingle) walk(-1);
    else if (event.key === "?" && isSingle) help.showModal();
    else if (event.key === "ArrowDown" && card && current >= 0) walk(1);
    else if (event.key === "ArrowUp" && card && current >= 0) walk(-1);
    else if (event.key === "Enter" && card && card === document.activeElement) {
      cameFrom = card;
      goToWords(Number(card.dataset.card));
    } else return;
    event.preventDefault();
  });

  // What the pointer is over, faintly, on the other side.
  document.addEventListener("mouseover", (event) => {
    for (const element of document.querySelectorAll(".near")) element.classList.remove("near");
    const words = event.target.closest?.("[data-cards]");
    const card = event.target.closest?.(".card");
    if (words) for (const number of numbersOf(words)) cards[number].classList.add("near");
    else if (card) for (const found of wordsOf(card.dataset.card)) found.classList.add("near");
  });

  for (const button of document.querySelectorAll(".legend button")) {
    button.addEventListener("click", () => {
      const isHidden = document.body.classList.toggle(`hide-${button.dataset.role}`);
      button.setAttribute("aria-pressed", String(!isHidden));
    });
  }
  byId("help-open").addEventListener("click", () => help.showModal());
  byId("help-close").addEventListener("click", () => help.close());
  keys.addEventListener("click", () => {
    keys.setAttribute("aria-pressed", String(keys.getAttribute("aria-pressed") !== "true"));
  });

  const linked = /^#card-(\d+)$/.exec(window.location.hash);
  if (linked && cards[Number(linked[1])]) goToCard(Number(linked[1]));
})();

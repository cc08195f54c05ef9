"use strict";
// Shows the rows that hold all the words that are typed.
(() => {
  const field = document.getElementById("find");
  if (!field) return;
  const rows = [...document.querySelectorAll("tbody tr")];
  const found = document.getElementById("found");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  field.closest("[hidden]").hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !words.every((word) => texts[at].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    found.textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
})();

// Forms that keep what was typed when it is refused, and rows that grow when they are needed.

import { goOn, send } from "/static/desk.js";

/** Return the fields of a form as the API takes them; fields that come in rows are lists. */
function fieldsOf(form) {
  const body = {};
  for (const field of form.elements) {
    if (!field.name || field.name === "csrf") continue;
    if (field.type === "checkbox") body[field.name] = field.checked;
    else if (field.closest("[data-rows]")) (body[field.name] ??= []).push(field.value);
    else body[field.name] = field.value;
  }
  return body;
}

for (const form of document.querySelectorAll("form[data-send]")) {
  const told = form.querySelector("[data-told]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.hidden = true;
    try {
      goOn(await send(form.getAttribute("action"), fieldsOf(form)));
    } catch (error) {
      told.textContent = error.message;
      told.hidden = false;
      told.focus();
    }
  });
}

for (const button of document.querySelectorAll("button[data-more]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const rows = document.getElementById(button.dataset.more);
    const row = rows.lastElementChild.cloneNode(true);
    for (const field of row.querySelectorAll("input, select")) {
      if (field.tagName === "SELECT") field.selectedIndex = 0;
      else field.value = "";
    }
    rows.append(row);
    row.querySelector("input, select").focus();
  });
}

// Work that goes on: ask how far it is, and go on to what came of it.

import { get } from "/static/desk.js";

const place = document.getElementById("job");

async function ask() {
  let page;
  try {
    page = await get(`/add/jobs/${place.dataset.job}`);
  } catch (error) {
    document.getElementById("job-told").textContent = error.message;
    return;
  }
  document.getElementById("job-state").textContent = page.job.state;
  document.getElementById("job-told").textContent = page.job.told;
  if (!page.is_over) setTimeout(ask, 500);
  else if (page.next) location.replace(page.next);
  else location.reload();
}

if (place && place.dataset.over !== "yes") setTimeout(ask, 300);

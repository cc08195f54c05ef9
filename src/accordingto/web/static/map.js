// The map under the hand: dragged, wheeled, moved by keys; then drawn anew by the desk, and its address kept.

import { get, make, tell } from "/static/desk.js";

const NS = "http://www.w3.org/2000/svg";
const figure = document.querySelector(".map");
const svg = document.getElementById("map");
const world = document.getElementById("world");
const [WIDTH, HEIGHT] = svg.getAttribute("viewBox").split(" ").slice(2).map(Number);
const base = figure.dataset.base;
let view = { lat: Number(figure.dataset.lat), lon: Number(figure.dataset.lon), zoom: Number(figure.dataset.zoom) };
let drawn = view;
let waiting = 0;

if (figure.clientWidth < 560) svg.setAttribute("preserveAspectRatio", "xMidYMid slice");
if (figure.clientWidth < 560) svg.style.height = "60vh";

const rad = Math.PI / 180;
const size = (zoom) => 256 * 2 ** zoom;
const project = ({ lat, lon }) => [(lon + 180) / 360, (1 - Math.asinh(Math.tan(lat * rad)) / Math.PI) / 2];
const unproject = (x, y) => ({ lon: x * 360 - 180, lat: Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / rad });
const within = (value, least, most) => Math.min(most, Math.max(least, value));
const query = () => `lat=${view.lat.toFixed(4)}&lon=${view.lon.toFixed(4)}&zoom=${view.zoom.toFixed(2)}`;

/** Show another view at once, by moving what is drawn; the desk draws it anew when the hand rests. */
function show(next) {
  view = { lat: within(next.lat, -80, 80), lon: within(next.lon, -180, 180), zoom: within(next.zoom, 1, 14) };
  const scale = size(view.zoom) / size(drawn.zoom);
  const [x, y] = project(drawn);
  const [left, top] = project(view);
  const right = (x - left) * size(view.zoom) + (WIDTH / 2) * (1 - scale);
  const down = (y - top) * size(view.zoom) + (HEIGHT / 2) * (1 - scale);
  world.setAttribute("transform", `translate(${right} ${down}) scale(${scale})`);
  clearTimeout(waiting);
  waiting = setTimeout(() => draw(`${base}${query()}`), 180);
}

/** Move by units of the drawing, and nearer by steps, about a point of it that stays where it is. */
function move(right, down, nearer = 0, about = [WIDTH / 2, HEIGHT / 2]) {
  const zoom = within(view.zoom + nearer, 1, 14);
  const [x, y] = project(view);
  const from = [x + (about[0] - WIDTH / 2) / size(view.zoom), y + (about[1] - HEIGHT / 2) / size(view.zoom)];
  const to = [from[0] - (about[0] - WIDTH / 2) / size(zoom), from[1] - (about[1] - HEIGHT / 2) / size(zoom)];
  show({ ...unproject(to[0] + right / size(zoom), to[1] + down / size(zoom)), zoom });
}

async function draw(path) {
  let page;
  try {
    page = await get(path);
  } catch (fault) {
    tell(fault.message);
    return;
  }
  const drawing = page.drawing;
  drawn = view = drawing.view;
  world.removeAttribute("transform");
  document.getElementById("lands").replaceChildren(...drawing.lands.map(land));
  document.getElementById("labels").replaceChildren(...drawing.labels.flatMap(label));
  document.getElementById("stacks").replaceChildren(...drawing.stacks.map(stack));
  const [line, words] = document.getElementById("scale").children;
  line.setAttribute("d", `M0 -5V0H${drawing.scale.length}V-5`);
  words.textContent = `${drawing.scale.km.toLocaleString("en")} km`;
  list(drawing);
  for (const link of document.querySelectorAll("[data-move]")) link.setAttribute("href", base + (page.moves[link.dataset.move] ?? ""));
  history.replaceState(null, "", `${base}${page.here_view}`);
}

const cases = (number) => `${number.toLocaleString("en")} case${number === 1 ? "" : "s"}`;

function land(one) {
  const told = one.cases ? `: ${cases(one.cases)} somewhere in it, no more is known` : "";
  const title = document.createElementNS(NS, "title");
  title.textContent = one.name + told;
  const path = make("path", { class: one.cases ? "land told" : "land", d: one.path });
  path.append(title);
  return path;
}

function label(one) {
  const side = one.anchor === "start" ? 5 : -5;
  const words = make("text", { x: one.x + side, y: one.y + 4, "text-anchor": one.anchor }, one.name);
  if (one.is_large) words.setAttribute("class", "large");
  return [make("circle", { class: "town", cx: one.x, cy: one.y, r: 1.6 }), words];
}

function stack(one) {
  const link = document.createElementNS(NS, "a");
  link.setAttribute("href", one.href);
  link.setAttribute("class", one.reviewed < one.cases ? "stack machine" : "stack");
  const open = one.cases - one.reviewed;
  const near = one.cases - one.exact;
  link.setAttribute("aria-label", [cases(one.cases), open && `${open} not reviewed`, near && `${near} known to within 25 km`].filter(Boolean).join(", "));
  const circle = (kind, x, y, r) => make("circle", { class: kind, cx: x, cy: y, r });
  if (one.ring) link.append(circle("ring", one.x, one.y, one.ring));
  if (one.cases > 1) link.append(circle("under", one.x + 2.5, one.y + 2.5, one.radius));
  link.append(circle(one.exact ? "dot" : "dot near", one.x, one.y, one.radius));
  if (one.cases > 1) link.append(make("text", { x: one.x, y: one.y + 4, "text-anchor": "middle" }, one.cases.toLocaleString("en")));
  return link;
}

/** The list beside the map is made by the desk in words; here only what is in view is counted anew. */
function list(drawing) {
  const shown = document.getElementById("listed");
  document.getElementById("in-view").textContent = drawing.counted.in_view.toLocaleString("en");
  document.getElementById("elsewhere").textContent = (drawing.counted.placed - drawing.counted.in_view).toLocaleString("en");
  const items = drawing.listed.map((one) => {
    const link = make("a", { href: `/cases/${one.code}` }, make("bdi", {}, one.what));
    const mark = one.is_reviewed ? [] : [make("span", { class: "mark unreviewed" }, "not reviewed"), " "];
    return make("li", {}, link, " ", ...mark, make("span", { class: "facts" }, one.told));
  });
  shown.replaceChildren(items.length ? make("ul", { class: "caselist" }, ...items) : make("p", { class: "note" }, "None."));
  document.getElementById("listed-title").textContent = "In view";
}

let held = null;
svg.addEventListener("pointerdown", (event) => {
  if (event.button === 0 && event.isPrimary) held = { x: event.clientX, y: event.clientY, moved: false };
});
window.addEventListener("pointermove", (event) => {
  if (!held) return;
  const unit = WIDTH / svg.getBoundingClientRect().width;
  const [right, down] = [(held.x - event.clientX) * unit, (held.y - event.clientY) * unit];
  if (!held.moved && Math.hypot(right, down) < 4) return;
  held = { x: event.clientX, y: event.clientY, moved: true };
  move(right, down);
});
window.addEventListener("pointerup", () => { setTimeout(() => { held = null; }); });
svg.addEventListener("dragstart", (event) => event.preventDefault());
svg.addEventListener("click", (event) => { if (held?.moved) event.preventDefault(); }, true);
svg.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && document.activeElement !== svg) return;
  event.preventDefault();
  const bounds = svg.getBoundingClientRect();
  const unit = WIDTH / bounds.width;
  move(0, 0, event.deltaY < 0 ? 0.5 : -0.5, [(event.clientX - bounds.left) * unit, (event.clientY - bounds.top) * unit]);
}, { passive: false });

const KEYS = {
  ArrowLeft: () => move(-120, 0), ArrowRight: () => move(120, 0), ArrowUp: () => move(0, -120), ArrowDown: () => move(0, 120),
  "+": () => move(0, 0, 1), "=": () => move(0, 0, 1), "-": () => move(0, 0, -1), 0: () => draw(base),
};
svg.addEventListener("keydown", (event) => {
  const act = event.altKey || event.ctrlKey || event.metaKey ? undefined : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
const MOVES = { nearer: "+", farther: "-", west: "ArrowLeft", east: "ArrowRight", north: "ArrowUp", south: "ArrowDown", all: "0" };
for (const link of document.querySelectorAll("[data-move]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    KEYS[MOVES[link.dataset.move]]();
  });
}

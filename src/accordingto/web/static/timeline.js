// The timeline by keys: the same as its buttons.

const KEYS = { ArrowLeft: "earlier", ArrowRight: "later", "+": "nearer", "=": "nearer", "-": "farther", 0: "all" };

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
  const link = document.querySelector(`[data-move="${KEYS[event.key]}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

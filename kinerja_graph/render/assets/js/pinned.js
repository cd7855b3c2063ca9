// Parents above the window: shown again at the top of their column while their children are in sight.

const PIN = { margin: 10, least: 0.5, shade: 0.82 };
let pinned = []; // copies of parents, where they are drawn now

/** The nearest parent of each column whose box is above the window and whose band fills its top. */
function pinnedIn(view) {
  const nearest = new Map();
  if (zoom() < PIN.least) return [];
  const top = view.top + PIN.margin;
  for (const item of grove.order) {
    if (!item.box || !item.kids.length || item.top + item.height > view.top) continue;
    if (item.top + item.band < top + item.height + SIZE.row_gap) continue;
    nearest.set(columnOf(item), { ...item, top, pinned: true });
  }
  return [...nearest.values()].filter((item) => isWithin(item, view) && isFree(item));
}

/** Whether no box of its column stands where it would. */
function isFree(item) {
  const below = item.top + item.height + PIN.margin;
  return !frame.some((other) => columnOf(other) === columnOf(item) && other.top < below);
}

function drawPinned(ctx, view) {
  pinned = pinnedIn(view);
  stage.dataset.pinned = pinned.map((item) => item.box.id).join(" ");
  ctx.globalAlpha = PIN.shade;
  for (const item of pinned) drawItem(ctx, item, zoom());
  ctx.globalAlpha = 1;
}

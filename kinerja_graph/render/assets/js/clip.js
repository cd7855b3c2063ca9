// Lines cut to what is in sight: a dashed line of a hundred thousand pixels takes a second to draw.

const DASH = [6, 4];
const DOTS = [2, 4];
const PERIOD = DASH[0] + DASH[1];

/** The part of a line within the rows of `view`, or null; its dashes stay where they were. */
function clipped(points, view) {
  const low = view.top - 60;
  const high = view.bottom + 60;
  const ys = points.filter((_, at) => at % 2 === 1);
  const top = Math.min(...ys);
  const bottom = Math.max(...ys);
  if (bottom < low || top > high) return null;
  if (top >= low && bottom <= high) return points;
  return points.length === 8 ? clippedCurve(points, low, high) : clippedTurns(points, low, high);
}

/** Of a line of right angles only the uprights are long: each is cut by whole dashes. */
function clippedTurns(points, low, high) {
  const cut = [...points];
  for (let at = 1; at < cut.length; at += 2) {
    const y = points[at];
    if (y < low) cut[at] = y + Math.floor((low - y) / PERIOD) * PERIOD;
    else if (y > high) cut[at] = y - Math.floor((y - high) / PERIOD) * PERIOD;
  }
  return cut;
}

/** A curve whose rows run one way, as ours do, cut where it enters and leaves the rows. */
function clippedCurve(points, low, high) {
  const [, y1, , , , , , y2] = points;
  const share = (y) => {
    const wanted = Math.min(1, Math.max(0, (y - y1) / (y2 - y1)));
    let from = 0;
    let to = 1;
    for (let turn = 0; turn < 30; turn += 1) {
      const t = (from + to) / 2;
      if (t * t * (3 - 2 * t) < wanted) from = t;
      else to = t;
    }
    return (from + to) / 2;
  };
  const ends = [share(low), share(high)].sort((a, b) => a - b);
  return partOf(points, ends[0], ends[1]);
}

/** The part of a cubic curve between two shares of it (de Casteljau, by polar forms). */
function partOf([x1, y1, x2, y2, x3, y3, x4, y4], from, to) {
  const polar = (a, b, c, d, s, t, u) => {
    const mix = (p, q, share) => p + (q - p) * share;
    const [e, f, g] = [mix(a, b, s), mix(b, c, s), mix(c, d, s)];
    return mix(mix(e, f, t), mix(f, g, t), u);
  };
  const found = [];
  for (const [s, t, u] of [[from, from, from], [from, from, to], [from, to, to], [to, to, to]]) {
    found.push(polar(x1, x2, x3, x4, s, t, u), polar(y1, y2, y3, y4, s, t, u));
  }
  return found;
}

/* The touch rules, without a page: plain numbers in, an answer out (evidence rule 23).
   Lengths are in one unit throughout (the page uses pixels), times in milliseconds. */

/** The distance between two points {x, y}. */
export function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** How far a point lies outside a box {left, top, right, bottom}; 0 inside it. */
export function distanceToBox(point, box) {
  const dx = Math.max(box.left - point.x, 0, point.x - box.right);
  const dy = Math.max(box.top - point.y, 0, point.y - box.bottom);
  return Math.hypot(dx, dy);
}

/** Of targets [{box, ...}], the one nearest to the point and no farther than reach, or null. */
export function nearest(point, targets, reach) {
  let best = null;
  let least = reach;
  for (const target of targets) {
    const away = distanceToBox(point, target.box);
    if (away < least || (away === least && best === null)) {
      best = target;
      least = away;
    }
  }
  return best;
}

/** Which target a contact meant: where it began, if it ended close by or still on it; a swipe meant none. */
export function meant(start, end, targets, { slop, reach }) {
  const began = nearest(start, targets, reach);
  if (distance(start, end) <= slop) return began || nearest(end, targets, reach);
  return began && distanceToBox(end, began.box) === 0 ? began : null;
}

/** Whether a contact {width, height} is as broad as a palm. */
export function isPalm(contact, palm) {
  return Math.max(contact.width, contact.height) > palm;
}

/** Whether a contact was short enough to be a tap and not a resting hand. */
export function isTap(downAt, upAt, hold) {
  return upAt - downAt <= hold;
}

/** Whether a contact only echoes the last tap {at, x, y, target}: soon after it, on the same target or close by. */
export function isEcho(contact, last, { repeat, slop }) {
  if (!last || contact.at - last.at >= repeat) return false;
  return contact.target === last.target || distance(contact, last) <= 2 * slop;
}

/** The last tap after an echo of it: a tremor's burst goes on, but no longer than three times the repeat. */
export function prolonged(last, at, repeat) {
  return at - last.began < 3 * repeat ? { ...last, at } : last;
}

/** How long to wait before try number n (0, 1, 2 ...), or null when it is time to let it be. */
export function retryAfter(n, waits = [400, 1000, 2000, 4000]) {
  return n < waits.length ? waits[n] : null;
}

/* Joining in: a soft knock answers every touch of the picture, and words to sing come one line at a time.

   [data-knock] is the picture to tap; its value is how loud a knock is, 0 to 1. A knock has no pitch that could be wrong.
   [data-beat] is how many milliseconds a beat of the song lasts, where that is known.
   [data-sung] holds [[milliseconds, words, called], ...]; the song was at data-position when the clock said data-at. */

let sound = null;

/* The sound is made ready beforehand, so that a knock is heard within a few hundredths of a second; a browser lets a
   page sound once it has been touched. */
function ready() {
  if (!sound && !navigator.userActivation.hasBeenActive) return null;
  sound ||= new AudioContext({ latencyHint: "interactive" });
  if (sound.state === "suspended") sound.resume();
  return sound;
}

const hasty = 120; // no knock waits longer, in milliseconds: later it would seem to come from nowhere
const longAgo = 4; // after so many beats without a touch somebody begins anew

/** How long a knock waits for the beat: 0 unless the next one is very near. Beats are counted from the last knock. How fast
    a song goes is known, where its beats fall is not: that the hand hears, and a hurried touch is evened out. */
export function waitFor(last, now, beat) {
  const since = now - last;
  if (!(beat > 2 * hasty) || !(since >= 0) || since > longAgo * beat) return 0;
  const left = Math.ceil(since / beat) * beat - since;
  return since > beat / 2 && left < hasty ? left : 0;
}

let lastKnock = -Infinity; // when the last knock sounded, in the page's milliseconds

/** A woodblock: a short, dry tone; the left half of the picture is the lower block. */
export function knock(loud, low, beat) {
  if (!ready()) return;
  const touched = performance.now();
  const wait = waitFor(lastKnock, touched, beat);
  lastKnock = touched + wait;
  const { currentTime, destination } = sound;
  const now = currentTime + wait / 1000;
  const tone = new OscillatorNode(sound, { type: "triangle", frequency: low ? 520 : 690 });
  const fade = new GainNode(sound, { gain: loud });
  fade.gain.setValueAtTime(loud, now);
  fade.gain.exponentialRampToValueAtTime(loud / 1000, now + 0.09);
  tone.connect(fade).connect(destination);
  tone.start(now);
  tone.stop(now + 0.1);
}

function onDown(event) {
  const pad = event.target.closest("[data-knock]");
  if (!pad) return;
  const { left, width } = pad.getBoundingClientRect();
  knock(Number(pad.dataset.knock), event.clientX < left + width / 2, Number(pad.dataset.beat));
  pad.classList.add("is-pressed");
  setTimeout(() => pad.classList.remove("is-pressed"), 120);
}

/** The line to show at a moment, and when the next one comes: the first one until the singing begins. */
export function lineAt(lines, now) {
  let at = 0;
  while (at + 1 < lines.length && lines[at + 1][0] <= now) at += 1;
  return { line: lines[at], next: at + 1 < lines.length ? lines[at + 1][0] : null };
}

let coming = null;

function sing(place) {
  clearTimeout(coming);
  const lines = JSON.parse(place.dataset.sung);
  const parts = lines.some(([, , called]) => called);
  const show = () => {
    if (!place.isConnected) return;
    const now = Number(place.dataset.position) + Date.now() - Number(place.dataset.at);
    const { line, next } = lineAt(lines, now);
    place.textContent = line[1];
    place.dataset.voice = parts && line[1] ? (line[2] ? "One voice" : "Everybody") : "";
    if (next !== null) coming = setTimeout(show, Math.max(50, next - now));
  };
  show();
}

/** Makes a page that has just come ready to join in with. */
export function join(main) {
  const place = main.querySelector("[data-sung]");
  if (place) sing(place);
  if (main.querySelector("[data-knock]")) ready();
}

addEventListener("pointerdown", onDown);
addEventListener("pointerup", ready);

/* Large physical buttons: media keys, a USB button box, a Bluetooth remote, a game pad. Each does what one large button
   of the page does now; a key the home did not choose does nothing.   <html data-keys="MediaPlayPause=play F13=louder"> */

const chosen = new Map((document.documentElement.dataset.keys || "").split(" ").map((pair) => pair.split("=")));
const repeatMs = Number(document.documentElement.dataset.repeatMs) || 800;
const lastAt = new Map();
const down = new Set();

function target(name) {
  const find = (one) => document.querySelector(`main [data-press="${one}"]`);
  return name === "play" ? find("stop") || find("play") : find(name);
}

function pressed(key) {
  const name = chosen.get(key);
  if (!name) return false;
  const now = performance.now();
  const element = target(name);
  if (element && now - (lastAt.get(name) || -repeatMs) >= repeatMs) {
    lastAt.set(name, now);
    element.click();
  }
  return true;
}

function look() {
  for (const pad of navigator.getGamepads()) {
    if (!pad) continue;
    pad.buttons.forEach((button, n) => {
      const key = `Pad${n}`;
      if (button.pressed && !down.has(key)) pressed(key);
      down[button.pressed ? "add" : "delete"](key);
    });
  }
  requestAnimationFrame(look);
}

document.addEventListener("keydown", (event) => {
  if (!event.repeat && pressed(event.code || event.key)) event.preventDefault();
});
addEventListener("gamepadconnected", look, { once: true });

/* Learns a key: in a box of [data-learn], whatever is pressed becomes its value. Tab, Enter and Escape stay what they are. */

const OURS = ["Tab", "Enter", "Escape", "ShiftLeft", "ShiftRight"];
let padDown = "";

function take(box, key) {
  box.value = key;
}

document.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-learn] input");
  const key = event.code || event.key;
  if (!box || OURS.includes(key)) return;
  event.preventDefault();
  take(box, key === "Backspace" || key === "Delete" ? "" : key);
});

function look() {
  const pads = [...navigator.getGamepads()].filter(Boolean);
  const n = pads.flatMap((pad) => pad.buttons.findIndex((button) => button.pressed)).find((found) => found >= 0);
  const key = n === undefined ? "" : `Pad${n}`;
  const box = document.activeElement.closest("[data-learn] input");
  if (box && key && key !== padDown) take(box, key);
  padDown = key;
  requestAnimationFrame(look);
}

addEventListener("gamepadconnected", look, { once: true });

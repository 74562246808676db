/* On the shared screen nobody's notes stay in sight: after two quiet minutes the music's first page comes back.
   The server ends the session at the same time; what was typed and not kept goes with it. */

const afterMs = Number(document.body.dataset.lockAfterS) * 1000;
let leaving = null;

function stay() {
  clearTimeout(leaving);
  leaving = setTimeout(() => location.replace("/"), afterMs);
}

for (const name of ["pointerdown", "keydown", "scroll"]) addEventListener(name, stay, { passive: true });
stay();

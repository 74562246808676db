/* Who is signed in stays so while they type, and nobody's notes stay in sight on the shared screen:
   after two quiet minutes there the music's first page comes back. */

const leaveAfterMs = Number(document.body.dataset.lockAfterS || 0) * 1000;
const tellEveryMs = 30000;
let leaving = null;
let told = Date.now();

function stay() {
  if (Date.now() - told > tellEveryMs) {
    told = Date.now();
    fetch("/staff/still-here", { cache: "no-store" }).catch(() => {});
  }
  if (!leaveAfterMs) return;
  clearTimeout(leaving);
  leaving = setTimeout(() => location.replace("/"), leaveAfterMs);
}

for (const name of ["pointerdown", "keydown", "scroll"]) addEventListener(name, stay, { passive: true });
stay();

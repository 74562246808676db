/* The ruler follows the numbers as they change, so that it can be held against a card until it fits. */

const field = (name) => document.querySelector(`#field-${name}`);
const ruler = document.querySelector("[data-ruler]");

function draw() {
  const [inch, width, height] = ["inch", "width", "height"].map((name) => Number(field(name).value.replace(",", ".")));
  const mm = Math.hypot(width, height) / (inch * 25.4);
  if (mm > 0.5 && mm < 40) ruler.style.setProperty("--mm", `${mm}px`);
}

function step(by) {
  field("inch").value = (Number(field("inch").value.replace(",", ".")) + by).toFixed(1);
  draw();
}

document.querySelector("[data-steps]").hidden = false;
for (const one of document.querySelectorAll("[data-step]")) one.addEventListener("click", () => step(Number(one.dataset.step)));
document.querySelector("[data-take]").addEventListener("click", () => {
  field("width").value = screen.width;
  field("height").value = screen.height;
  draw();
});
for (const name of ["inch", "width", "height"]) field(name).addEventListener("input", draw);

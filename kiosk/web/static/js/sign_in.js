/* A pad of digits, for a screen without a keyboard and for a thumb: the sixth digit signs in when a name is chosen.
   Without this script the field takes the digits from a keyboard. */

const pad = document.querySelector("[data-pad]");
const pin = document.querySelector("#field-pin");
const form = pin.form;
const digits = 6;

function chosen() {
  return Boolean(new FormData(form).get("name"));
}

function press(key) {
  if (key === "clear") pin.value = "";
  else if (key === "undo") pin.value = pin.value.slice(0, -1);
  else if (pin.value.length < digits) pin.value += key;
  if (pin.value.length === digits && chosen() && key.length === 1) form.requestSubmit();
}

pad.hidden = false;
pin.inputMode = "none";
pad.addEventListener("click", (event) => {
  const button = event.target.closest("[data-digit]");
  if (button) press(button.dataset.digit);
});
form.addEventListener("change", (event) => {
  if (event.target.name !== "name") return;
  if (pin.value.length === digits) form.requestSubmit();
  else pad.scrollIntoView({ block: "nearest" });
});

/* Asks for the page anew after so many seconds, while nobody types or presses. */

const place = document.querySelector("[data-again]");

function again() {
  const busy = document.activeElement && document.activeElement.matches("input, button, textarea");
  if (busy) setTimeout(again, 1000);
  else location.reload();
}

if (place) setTimeout(again, Number(place.dataset.again) * 1000);

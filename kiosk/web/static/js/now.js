/* Keeps "what plays now" true on a phone, without touching the note that is being filled in. */

const now = document.querySelector("[data-now]");
let source = null;

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Fragment": "now" }, cache: "no-store" });
    if (answer.ok && !answer.redirected) now.innerHTML = await answer.text();
  } catch {
    /* the next event asks again */
  }
}

function listen() {
  source = new EventSource("/events");
  source.onmessage = (event) => {
    const { screen } = JSON.parse(event.data);
    if (screen === now.dataset.screen) return;
    now.dataset.screen = screen;
    refresh();
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

addEventListener("pagehide", () => source && source.close());
addEventListener("pageshow", listen);

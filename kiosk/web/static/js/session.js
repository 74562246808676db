/* A running session on a phone. Every tap is kept on this phone first, then sent, once, in order; a phone that is
   out of reach keeps them and says so. The server knows each tap by the id made here, so sending twice is once. */

const form = document.querySelector("[data-run]");
const said = document.querySelector("[data-queue]");
const unheard = document.querySelector("[data-unheard]");
const store = `kiosk-taps-${form.dataset.viewer}`; // taps stay with whoever made them
const stops = new Set(["distress", "quiet"]);
const patienceMs = [500, 1000, 2000, 4000, 5000];
let sending = false;
let tries = 0;
let trouble = "";
let waiting = null;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(store)) || [];
  } catch {
    return [];
  }
}

function keep(taps) {
  localStorage.setItem(store, JSON.stringify(taps));
  tell();
}

/** Says what is still on this phone, and warns when a stop is among it. */
function tell() {
  const taps = kept();
  form.dataset.waiting = taps.length;
  said.hidden = !((taps.length && tries > 0) || trouble);
  said.textContent = `${taps.length ? `Kept on this phone, ${taps.length} to send. ` : ""}${trouble}`;
  unheard.hidden = !(tries > 0 && taps.some((tap) => stops.has(tap.fields.tap.split("|")[0])));
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (!button) return;
  const fields = { tap: button.value, id: newId(), song: form.elements.song.value, play: form.elements.play.value };
  button.classList.add("is-kept");
  keep([...kept(), { url: form.action, fields, at: Date.now() }]);
  send();
});

/** Sends what is kept, oldest first; stops at the first that does not get through. */
async function send() {
  if (sending) return;
  sending = true;
  clearTimeout(waiting);
  while (kept().length) {
    const outcome = await deliver(kept()[0]);
    if (outcome === "later") {
      tries += 1;
      waiting = setTimeout(send, patienceMs[Math.min(tries, patienceMs.length) - 1]);
      break;
    }
    tries = 0;
    keep(kept().slice(1));
  }
  sending = false;
  tell();
  if (!kept().length) refresh();
}

/** Returns "done", "refused" (it can never be kept), or "later". */
async function deliver(tap) {
  const body = new URLSearchParams({ ...tap.fields, age: Math.max(0, Date.now() - tap.at), csrf_token: formKey() });
  const headers = { "X-Requested-With": "kiosk" };
  let answer = null;
  try {
    answer = await fetch(tap.url, { method: "POST", body, headers, signal: AbortSignal.timeout(8000) });
  } catch {
    return "later";
  }
  if (answer.redirected) {
    trouble = "Sign in again to send them.";
    return "later";
  }
  trouble = "";
  if (answer.status >= 500) return "later";
  if (answer.status === 400 && (await renewed())) return "later";
  if (!answer.ok) trouble = await answer.text();
  return answer.ok ? "done" : "refused";
}

const formKey = () => form.elements.csrf_token.value;

/** A form key can grow old while a phone sleeps: says whether the page just fetched holds another one. */
async function renewed() {
  const old = formKey();
  await refresh();
  return formKey() !== old;
}

/** Shows what is true now. Without the kiosk the page stays as it is and goes on keeping taps. */
async function refresh() {
  try {
    const headers = { "X-Fragment": "run" };
    const answer = await fetch(location.href, { headers, cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (!answer.ok || answer.redirected) return;
    const words = await answer.text();
    const focused = form.contains(document.activeElement) ? document.activeElement.value : null;
    const upset = form.querySelector(".card-upset");
    form.innerHTML = words;
    if (!upset) form.querySelector(".card-upset")?.scrollIntoView({ block: "start" });
    if (form.querySelector("[data-over]")) location.reload();
    if (focused) form.querySelector(`[value="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  } catch {
    /* the next event or the next quarter minute asks again */
  }
}

let source = null;
let touched = Date.now();
const awake = () => Date.now() - touched < 45 * 60 * 1000; // a phone put away must be able to lock itself

function listen() {
  source = new EventSource("/events");
  source.onmessage = () => {
    if (kept().length) send();
    else if (awake()) refresh();
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

addEventListener("online", send);
addEventListener("pagehide", () => source && source.close());
addEventListener("pageshow", listen);
addEventListener("pointerdown", () => (touched = Date.now()), { passive: true });
setInterval(() => !kept().length && awake() && refresh(), 15000);
send();

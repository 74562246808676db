/* What a resident's page does beyond plain links and forms. Every button also works without it.
   It never shows an error: what cannot be delivered is tried again, and then let be.

   <html data-mm data-repeat-ms data-hold-ms data-slop-mm data-reach-mm data-idle-s data-events>
   <main data-screen data-announce data-idle-url>   [data-press] names a target */

import { isEcho, isPalm, isTap, meant, nearest, prolonged, retryAfter } from "./touch.js";

const settings = document.documentElement.dataset;
const setting = (name, otherwise) => Number(settings[name]) || otherwise;
const mm = setting("mm", 3.8);
const rules = {
  slop: setting("slopMm", 10) * mm,
  reach: setting("reachMm", 3) * mm,
  hold: setting("holdMs", 3000),
  repeat: setting("repeatMs", 800),
  palm: 30 * mm, // no fingertip is as broad
};
const idleMs = setting("idleS", 60) * 1000;

const page = () => document.querySelector("main");
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/* ---- Touch: the first finger counts, a tap acts when it ends ---- */

const glowMs = 250; // a pressed look lasts long enough to be seen
let contact = null; // {id, x, y, at, target, again, echo}
let last = null; // the last tap that counted: {began, at, x, y, target}; its echoes move `at`
let arrived = null; // a new page that came while a finger was down
let swallowUntil = 0; // the browser's own click follows a contact we have dealt with

function targets() {
  const elements = [...document.querySelectorAll("[data-press]")];
  return elements.map((element) => ({ element, name: element.dataset.press, box: element.getBoundingClientRect() }));
}

function show(element, pressed) {
  if (element) element.classList.toggle("is-pressed", pressed);
}

function onDown(event) {
  stayAwake();
  const taken = contact && isTap(contact.at, event.timeStamp, rules.hold);
  if (taken || (event.pointerType === "mouse" && event.button !== 0)) return;
  if (contact) letGo();
  const found = nearest({ x: event.clientX, y: event.clientY }, targets(), rules.reach);
  contact = { id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp };
  contact.target = found ? found.name : null;
  contact.again = isEcho(contact, last, rules);
  contact.echo = contact.again || isPalm(event, rules.palm);
  contact.shown = found && !contact.echo ? found.element : null;
  show(contact.shown, true);
}

function onUp(event) {
  if (!contact || event.pointerId !== contact.id) return;
  const ended = contact;
  const end = { x: event.clientX, y: event.clientY };
  const found = meant(ended, end, targets(), rules);
  swallowUntil = performance.now() + 500;
  letGo();
  if (ended.again) last = prolonged(last, event.timeStamp, rules.repeat);
  if (!found || ended.echo || !isTap(ended.at, event.timeStamp, rules.hold)) return;
  last = { began: event.timeStamp, at: event.timeStamp, ...end, target: found.name };
  press(found.element);
}

function onCancel(event) {
  if (contact && event.pointerId === contact.id) letGo();
}

function letGo() {
  const { shown } = contact;
  contact = null;
  setTimeout(() => show(shown, false), glowMs);
  if (arrived) replaceMain(arrived);
  arrived = null;
}

/* Keyboards, switches and screen readers click without a contact. */
function onClick(event) {
  event.preventDefault();
  const element = event.target.closest("[data-press]");
  if (!element || (event.detail > 0 && performance.now() < swallowUntil)) return;
  show(element, true);
  setTimeout(() => show(element, false), glowMs);
  press(element);
}

function press(element) {
  stayAwake();
  if (element.getAttribute("aria-disabled") === "true") return;
  if (element.hasAttribute("aria-pressed")) element.setAttribute("aria-pressed", "true"); // a yes stays a yes
  if (element.href) deliver(() => load(element.href));
  else if (element.form) command(element.form);
}

/* ---- Commands: absolute, so trying again does no harm ---- */

let newest = 0; // a newer press silences the tries of an older one

/** Calls attempt() until it says true (done), waiting longer each time, or a newer press takes over. */
async function deliver(attempt) {
  newest += 1;
  const mine = newest;
  for (let n = 0; mine === newest; n += 1) {
    if (await attempt()) return;
    const wait = retryAfter(n);
    if (wait === null) return;
    await pause(wait);
  }
}

function command(form) {
  const { action } = form;
  const fields = new URLSearchParams(new FormData(form));
  deliver(async () => {
    const answer = await ask(action, { method: "POST", body: fields, headers: { "X-Requested-With": "kiosk" } });
    if (!answer || answer.status >= 500) return false;
    if (answer.ok) return settle(answer);
    await load(location.href);
    return answer.status !== 400 || !renew(fields);
  });
}

async function ask(url, options) {
  try {
    return await fetch(url, options);
  } catch {
    return null;
  }
}

function settle(answer) {
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return load(answer.url);
  if (answer.headers.get("X-Again") || !listening()) load(location.href);
  return true;
}

/* A page that stood for hours holds an old form key; the page just loaded has a new one. */
function renew(fields) {
  const key = document.querySelector("main input[name=csrf_token]");
  if (!key || key.value === fields.get("csrf_token")) return false;
  fields.set("csrf_token", key.value);
  return true;
}

/* ---- Pages: the new <main> takes the old one's place, so an absent server never empties the screen ---- */

let loading = null;

/** Shows the page at url; true unless the server could not be reached. A page for staff is opened in full. */
async function load(url) {
  if (loading) loading.abort();
  const { signal } = (loading = new AbortController());
  const answer = await ask(url, { headers: { "X-Fragment": "main" }, cache: "no-store", signal });
  if (signal.aborted) return true;
  if (!answer || answer.status >= 500) return false;
  const words = await answer.text().catch(() => null);
  if (signal.aborted) return true;
  if (words === null) return false;
  const next = new DOMParser().parseFromString(words, "text/html").querySelector("main[data-screen]");
  if (next) arrive(next, answer.url);
  else if (answer.ok && url !== location.href) location.assign(url);
  else if (location.pathname !== "/") location.assign("/");
  return true;
}

function arrive(next, url) {
  if (url !== location.href) history.replaceState(null, "", url);
  if (contact) arrived = next;
  else replaceMain(next);
}

function replaceMain(next) {
  const { look, rules: set } = next.dataset;
  if (set !== settings.rules) return location.reload(); // the screen was set up anew
  document.documentElement.className = document.documentElement.className.replace(/look-\S+/, `look-${look}`);
  const old = page();
  const held = old.contains(document.activeElement) ? document.activeElement.dataset.press : null;
  old.replaceWith(document.adoptNode(next));
  if (next.dataset.title) document.title = next.dataset.title;
  if (held) (next.querySelector(`[data-press="${CSS.escape(held)}"]`) || next).focus({ preventScroll: true });
  if (next.dataset.announce !== old.dataset.announce) {
    document.querySelector("[data-announcer]").textContent = next.dataset.announce || "";
  }
  joinIn();
  stayAwake();
}

/* Words to sing and a picture to tap along are fetched only where somebody joins in. */
function joinIn() {
  if (page().querySelector("[data-sung], [data-knock]")) import("./along.js").then((along) => along.join(page()));
}

/* ---- The page follows the music ---- */

let source = null;
let reopening = null;
let asked = null; // what we last loaded a page for, so that one change loads it once

const listening = () => source !== null && source.readyState === EventSource.OPEN;

function listen() {
  hush();
  source = new EventSource(settings.events || "/events");
  source.onmessage = (event) => follow(JSON.parse(event.data).screen);
  source.onerror = () => {
    if (source && source.readyState === EventSource.CLOSED) reopen();
  };
}

function reopen() {
  clearTimeout(reopening);
  reopening = setTimeout(listen, 1000 + Math.random() * 1000);
}

function hush() {
  clearTimeout(reopening);
  if (source) source.close();
  source = null;
}

async function follow(screen) {
  const wanted = `${screen} ${location.href}`;
  if (screen === undefined || String(screen) === page().dataset.screen || wanted === asked) return;
  asked = wanted;
  if (!(await load(location.href))) asked = null;
}

/* ---- A quiet minute leads back to the invitation ---- */

let idle = null;

function stayAwake() {
  clearTimeout(idle);
  idle = setTimeout(() => {
    const { idleUrl } = page().dataset;
    if (idleUrl && !contact) load(new URL(idleUrl, location.href).href);
    stayAwake();
  }, idleMs);
}

/* ---- Begin ---- */

document.addEventListener("pointerdown", onDown);
document.addEventListener("pointerup", onUp);
document.addEventListener("pointercancel", onCancel);
document.addEventListener("click", onClick);
document.addEventListener("keydown", stayAwake);
for (const name of ["contextmenu", "dragstart", "selectstart", "dblclick", "gesturestart"]) {
  document.addEventListener(name, (event) => event.preventDefault());
}
for (const name of ["touchmove", "wheel"]) {
  document.addEventListener(name, (event) => event.cancelable && event.preventDefault(), { passive: false });
}
addEventListener("pagehide", hush);
addEventListener("pageshow", (event) => event.persisted && listen());
listen();
joinIn();
stayAwake();

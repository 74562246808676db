/* Sends music files in pieces, one after the other, and goes on after a lost connection. While the kiosk works on the
   library the page is asked for anew, but never while files are sent or words are typed. */

const PIECE = 4_000_000;
const zone = document.querySelector("[data-upload]");
const input = zone.querySelector("input[type=file]");
const bar = zone.querySelector("progress");
const said = zone.querySelector("[data-said]");
const refused = zone.querySelector("[data-refused]");
const waiting = [];
let busy = false;
let done = 0;
let total = 0;

const rest = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function send(file, offset, piece) {
  const query = new URLSearchParams({ name: file.name, size: file.size, modified: file.lastModified, offset });
  for (let wait = 1; ; wait = Math.min(30, wait * 2)) {
    try {
      const answer = await fetch(`${zone.dataset.upload}?${query}`, {
        method: "POST",
        headers: { "X-CSRFToken": zone.dataset.key, "Content-Type": "application/octet-stream" },
        body: piece,
      });
      if (answer.status < 500) return await answer.json();
    } catch {
      said.textContent = "The connection is lost. The kiosk goes on as soon as it is back.";
    }
    await rest(wait);
  }
}

async function sendFile(file) {
  let state = await send(file, 0, "");
  while (!state.done) {
    if (state.sentence && !state.held) return state.sentence;
    show(file, state.held);
    state = await send(file, state.held, file.slice(state.held, state.held + PIECE));
  }
  return "";
}

function show(file, held) {
  bar.max = total;
  bar.value = done + held / Math.max(1, file.size);
  said.textContent = `${file.name}: ${Math.floor((100 * held) / Math.max(1, file.size))} %, file ${done + 1} of ${total}`;
}

async function work() {
  if (busy) return;
  busy = true;
  bar.hidden = false;
  while (waiting.length) {
    const sentence = await sendFile(waiting.shift());
    done += 1;
    bar.value = done;
    if (sentence) {
      const line = document.createElement("li");
      line.textContent = sentence;
      refused.append(line);
    }
  }
  busy = false;
  const kept = total - refused.children.length;
  said.textContent = `${kept} of ${total} files are here. The kiosk is reading them now.`;
}

function take(files) {
  waiting.push(...files);
  total += files.length;
  work();
}

input.addEventListener("change", () => {
  take([...input.files]);
  input.value = "";
});
zone.addEventListener("dragover", (event) => event.preventDefault());
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  take([...event.dataTransfer.files]);
});

function lookAgain() {
  const typing = document.activeElement && document.activeElement.matches("input");
  if (!busy && !total && !typing) location.reload();
  else setTimeout(lookAgain, 5000);
}

if ("working" in zone.dataset) setTimeout(lookAgain, 5000);

// The talk: what was said, what is being done, and what to say next.

import { ask, at, facts, local, make, newKey, request, say, sid, toast, told } from "./ask.js";
import { load, state } from "./film.js";

export function toEnd() {
  at("log").scrollTop = at("log").scrollHeight;
}

function line(text, { mine = false, fault = false } = {}) {
  const element = make("div", { className: `line${mine ? " mine" : ""}${fault ? " fault" : ""}` });
  element.append(make("span", { className: "hidden", text: `${say(mine ? "you" : "studio")}: ` }), ...linked(text));
  const log = at("log");
  const low = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  log.append(element);
  if (low || mine) toEnd();
  // Where the page scrolls and not the log, what is new is brought into view by the page.
  if (busy.is && log.scrollHeight <= log.clientHeight) element.scrollIntoView({ block: "nearest" });
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, n) => {
    if (n % 2 === 0 || !URL.canParse(part)) return document.createTextNode(part);
    const href = local(part);
    const text = href.startsWith("/files/exports/") ? say("fetch") : part;
    return make("a", { href, text, target: "_blank", rel: "noopener noreferrer" });
  });
}

export async function history() {
  const found = await ask(`/apps/nemo_agent/users/me/sessions/${sid}`);
  (found.events ?? []).forEach((event) => hear(event));
  await document.fonts.ready;
  toEnd();
}

const heard = new Set();

function hear(event, { echo = true } = {}) {
  if (event.id && heard.has(event.id)) return;
  heard.add(event.id);
  const metadata = event.customMetadata ?? {};
  if (metadata.progress) work(metadata.progress.text, metadata.progress.percent);
  for (const part of event.content?.parts ?? []) {
    const mine = event.author === "user";
    if (part.text && !part.thought && (echo || !mine)) line(part.text, { mine, fault: Boolean(event.errorCode) });
  }
  if (event.error) line(String(event.error), { fault: true });
}

function work(text, percent) {
  at("progress").hidden = false;
  at("stage").textContent = text;
  if (percent > 0) at("bar").value = percent;
  else at("bar").removeAttribute("value");
}

export function busy(is) {
  busy.is = is;
  at("send").disabled = is;
  at("progress").hidden = !is;
  at("stop").disabled = false;
  if (is) toEnd();
  at("ideas").hidden = is || !state.draft || at("log").childElementCount > 2;
}

// A turn goes on when its stream is cut. Asked for again by its key it is not said again, but followed from the last event
// that was seen; without words, it is the turn that runs.
export async function turn(text) {
  const key = newKey();
  busy(true);
  work(say(text ? "sending" : "working"));
  stream.seen = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      await stream(text, key);
      break;
    } catch (error) {
      if (!(error instanceof TypeError) || tries > 6) {
        line(told(error), { fault: true });
        break;
      }
      work(say("cut"));
      await new Promise((done) => setTimeout(done, 1000 * tries));
    }
  }
  busy(false);
  await load().catch((error) => toast(told(error)));
}

async function stream(text, key) {
  const headers = { Accept: "text/event-stream", ...(text ? { "Idempotency-Key": key } : {}) };
  if (stream.seen) headers["Last-Event-ID"] = String(stream.seen);
  const body = { app_name: "nemo_agent", user_id: "me", session_id: facts.session };
  if (text) body.new_message = { role: "user", parts: [{ text }] };
  if (text && state.draft) body.state_delta = { focus: state.draft };
  const answer = await request("/run_sse", { method: "POST", headers, body });
  if (!answer.ok) throw new Error((await answer.json()).message);
  work(say("working"));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = "", part; !(part = await reader.read()).done; ) {
    const blocks = (rest + part.value).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    blocks.forEach(read);
    // The server says that it restarts: the turn goes on after it.
    if (blocks.some((one) => one.includes("\nretry:"))) throw new TypeError("cut");
  }
}

function read(block) {
  const lines = block.split(/\r?\n/);
  const data = lines.filter((one) => one.startsWith("data:")).map((one) => one.slice(5).trim()).join("\n");
  const number = lines.find((one) => one.startsWith("id:"));
  if (number) stream.seen = Number(number.slice(3));
  if (data) hear(JSON.parse(data), { echo: false });
}

export function submit(text) {
  if (!text.trim() || busy.is) return;
  state.follow = true;
  line(text.trim(), { mine: true });
  at("message").value = "";
  grow();
  turn(text.trim());
}

function grow() {
  at("message").style.height = "auto";
  at("message").style.height = `${at("message").scrollHeight}px`;
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  submit(at("message").value);
});
at("message").addEventListener("input", grow);
at("message").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit(at("message").value);
});
at("stop").addEventListener("click", () => {
  at("stop").disabled = true;
  work(say("stopping"));
  ask(`/api/sessions/${sid}/stop`, { method: "POST", body: {} }).catch((error) => toast(told(error)));
});
for (const idea of ["try_1", "try_2", "try_3"]) {
  const button = make("button", { type: "button", className: "quiet small", text: say(idea) });
  button.addEventListener("click", () => submit(say(idea)));
  at("ideas").append(button);
}

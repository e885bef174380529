// The first words: an account for this browser, a session, then the session's page, which says them.

const facts = JSON.parse(document.getElementById("facts").textContent);
const at = (id) => document.getElementById(id);
const KEPT = "talkreel-client";

async function post(path, body, headers) {
  const said = { "Content-Type": "application/json", "Accept-Language": facts.language, ...headers };
  const answer = await fetch(path, { method: "POST", headers: said, body: JSON.stringify(body) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return told.data;
}

// Not crypto.randomUUID, which pages that came without TLS lack.
function client() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

async function begin(words) {
  const id = localStorage.getItem(KEPT) ?? client();
  localStorage.setItem(KEPT, id);
  const { token } = await post("/api/auth/anonymous-token", {}, { "X-Client-Id": id });
  const may = { Authorization: `Bearer ${token}` };
  const made = await post("/api/tasks/me/with-session/nemo_agent", { task_name: words.slice(0, 60) }, may);
  const ids = { task_id: made.task_id, session_id: made.session_id };
  const { claim_token: claim } = await post("/api/auth/claim-token", ids, may);
  sessionStorage.setItem(`talkreel-first-${made.session_id}`, words);
  location.assign(`/workspace/claim?ct=${encodeURIComponent(claim)}`);
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  at("fault").textContent = "";
  at("form").inert = true;
  begin(at("words").value.trim()).catch((error) => {
    at("fault").textContent = error instanceof TypeError ? facts.words.lost : error.message;
    at("form").inert = false;
  });
});
at("words").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    at("form").requestSubmit();
  }
});
at("words").focus();

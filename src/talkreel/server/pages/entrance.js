// Registering and signing in. Every word that is shown comes with the page.

const facts = JSON.parse(document.getElementById("facts").textContent);
const at = (id) => document.getElementById(id);
const form = at("form");
let mode = facts.form;

function show() {
  const registering = mode === "register";
  at("register").hidden = at("to_sign_in").hidden = at("hint").hidden = !registering;
  at("sign_in").hidden = at("to_register").hidden = registering;
  at("token-label").hidden = !(registering && facts.bind);
  form.elements.password.autocomplete = registering ? "new-password" : "current-password";
  form.elements.password.minLength = registering ? 8 : 1;
  at("oidc").hidden = !facts.oidc;
  at("oidc").href = `/api/auth/oidc?back=/register&bind=${encodeURIComponent(registering ? facts.bind : "")}`;
}

function turn(to) {
  mode = to;
  at("fault").textContent = "";
  show();
  form.elements.email.focus();
}

async function post(path, body, more = {}) {
  const headers = { "Content-Type": "application/json", "Accept-Language": facts.language, "X-CSRF-Token": facts.csrf };
  const answer = await fetch(path, { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(body) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return told.data;
}

function done(text) {
  form.hidden = true;
  at("done").textContent = text;
  at("done").hidden = at("sign-out").hidden = false;
}

async function send() {
  const fields = form.elements;
  const body = { email: fields.email.value, password: fields.password.value };
  const headers = {};
  if (mode === "register") {
    body.bind = facts.bind;
    if (fields.token.value.trim()) headers.Authorization = `Bearer ${fields.token.value.trim()}`;
  }
  const told = await post(mode === "register" ? "/api/auth/register" : "/api/auth/sign-in", body, headers);
  facts.csrf = told.csrf_token;
  done(facts.words[mode === "register" ? "kept" : "signed"]);
  if (facts.form === "sign_in" && mode === "sign_in" && location.pathname !== "/sign-in") location.reload();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  at("fault").textContent = "";
  form.inert = true;
  send()
    .catch((error) => { at("fault").textContent = error instanceof TypeError ? facts.words.lost : error.message; })
    .finally(() => { form.inert = false; });
});
at("to_register").addEventListener("click", () => turn("register"));
at("to_sign_in").addEventListener("click", () => turn("sign_in"));
at("sign-out").addEventListener("click", () => {
  post("/api/auth/sign-out", {}).then(() => location.reload(), (error) => { at("done").textContent = error.message; });
});
show();
if (facts.signed) done(facts.words.signed);

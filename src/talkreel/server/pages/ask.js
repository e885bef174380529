// What all parts of the page share. Whatever comes from the server is shown as text, never as HTML.

export const facts = JSON.parse(document.getElementById("facts").textContent);
export const at = (id) => document.getElementById(id);
export const say = (name, fields = {}) => facts.words[name].replace(/\{(\w+)\}/g, (_, field) => fields[field] ?? "");
export const sid = encodeURIComponent(facts.session);

export function make(tag, { text, label, ...values } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), values);
  if (text !== undefined) element.textContent = text;
  if (label) element.setAttribute("aria-label", label);
  element.append(...children);
  return element;
}

export function request(path, { method = "GET", body, headers = {} } = {}) {
  const said = { "Accept-Language": facts.language, "X-Session": facts.session, "X-CSRF-Token": facts.csrf, ...headers };
  if (body !== undefined) said["Content-Type"] = "application/json";
  return fetch(path, { method, headers: said, body: body === undefined ? undefined : JSON.stringify(body) });
}

export async function ask(path, options) {
  const answer = await request(path, options);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message ?? answer.statusText);
  return told;
}

export const told = (error) => (error instanceof TypeError ? say("lost") : error.message);

export function toast(text) {
  at("said").textContent = text;
  at("said").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { at("said").hidden = true; }, 5000);
}

export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A link to this server is opened where the page came from, by whatever name that is.
export function local(address) {
  const url = new URL(address, location.href);
  return url.pathname.startsWith("/files/") ? `${url.pathname}${url.search}` : url.href;
}

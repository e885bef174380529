// The film: its player, its timeline, its versions.

import { ask, at, make, say, sid, toast, told } from "./ask.js";

const asked = new URLSearchParams(location.search).get("draft") ?? "";
// `follow`: the film that the talk is about is shown; else the one that was chosen.
export const state = { draft: asked, revision: 0, films: [], follow: !asked };
const video = at("video");

export async function load() {
  const { data } = await ask(`/api/state/nemo_agent/me/${sid}/latest`);
  state.films = data.state.drafts ?? [];
  const kept = state.films.find((film) => film.id === state.draft);
  const film = (!state.follow && kept) || state.films.find((one) => one.in_focus) || state.films[0];
  showFilms(film);
  showCredits();
  if (!film) {
    veil(say("no_film"), { still: true });
    return data.state.running;
  }
  showFilm(film);
  await showVersions(film);
  return data.state.running;
}

function showFilms(shown) {
  at("films").hidden = state.films.length < 2;
  at("films").replaceChildren(...state.films.map((film) => {
    const name = film.title || say("film", { number: film.number });
    const button = make("button", { type: "button", className: "quiet small", text: name });
    button.setAttribute("aria-pressed", String(film.id === shown?.id));
    button.addEventListener("click", () => {
      state.follow = false;
      state.draft = film.id;
      load().catch((error) => toast(told(error)));
    });
    return button;
  }));
}

function showFilm(film) {
  const same = film.id === state.draft && film.revision === state.revision;
  state.draft = film.id;
  state.revision = film.revision;
  at("title").textContent = film.title || at("title").textContent;
  at("export-open").disabled = false;
  at("summary").textContent = `${say("seconds", { seconds: round(film.duration) })} · ${film.summary}`;
  showLanes(film.draft);
  if (!same) play(film);
}

function path(film, name, values) {
  const query = new URLSearchParams({ ...values, revision: film.revision });
  return `/api/sessions/${sid}/drafts/${encodeURIComponent(film.id)}/${name}?${query}`;
}

function play(film) {
  const { width = 16, height = 9 } = film.draft.m ?? {};
  const early = Math.round((film.draft.d ?? 0) / 8);
  at("glow").src = path(film, "frame.jpg", { t: early, short_side: 120 });
  at("frame").style.setProperty("--ratio", width / height);
  video.poster = path(film, "frame.jpg", { t: early, short_side: 360 });
  video.src = path(film, "run.mp4", { short_side: 360 });
  video.hidden = false;
  veil(say("loading"));
}

export function veil(text, { still = false, again = false } = {}) {
  at("veil").hidden = !text;
  at("veil").classList.toggle("still", still);
  at("veil-text").textContent = text ?? "";
  at("veil-again").hidden = !again;
}

video.addEventListener("loadeddata", () => veil(""));
video.addEventListener("error", () => veil(say("no_preview"), { still: true, again: true }));
video.addEventListener("timeupdate", () => at("lanes").style.setProperty("--at", video.currentTime / (video.duration || 1)));
at("glow").addEventListener("load", () => { at("glow").hidden = false; });
at("veil-again").addEventListener("click", () => {
  veil(say("loading"));
  video.load();
});

const LANES = [["picture", 0], ["words", 7], ["sound", 1]];
const round = (seconds) => String(Math.round(seconds * 10) / 10);

function nameOf(segment, number) {
  if (segment.mu) return say("music");
  if (segment.fx) return say("effect");
  return segment.tx || segment.vo?.text || segment.n || segment.sk || say("unnamed", { number });
}

// Segments of one kind in as few rows as show all of them; what lies above, above.
function rowsOf(draft, type) {
  const rows = [];
  for (const track of draft.t.filter((one) => one.tt === type)) {
    for (const segment of track.sg) {
      const free = rows.find((row) => row.every((other) => other.s + other.d <= segment.s || segment.s + segment.d <= other.s));
      if (free) free.push(segment);
      else rows.push([segment]);
    }
  }
  return rows;
}

function showLanes(draft) {
  const lanes = LANES.flatMap(([kind, type]) => rowsOf(draft, type).map((row, n) => {
    const strip = make("div", { className: "strip" }, ...row.map((segment, i) => block(segment, i + 1, draft.d || 1)));
    return make("div", { className: `lane ${kind}` }, make("span", { text: n ? "" : say(kind) }), strip);
  }));
  at("lanes").replaceChildren(...lanes, make("span", { className: "head" }));
  at("timeline").hidden = !lanes.length;
}

function block(segment, number, length) {
  const name = nameOf(segment, number);
  const [from, to] = [segment.s / 1000, (segment.s + segment.d) / 1000];
  const label = say("segment", { name, from: round(from), to: round(to) });
  const button = make("button", { type: "button", className: "segment", text: name, title: label, label });
  button.style.left = `${(segment.s / length) * 100}%`;
  button.style.width = `calc(${(segment.d / length) * 100}% - 2px)`;
  button.addEventListener("click", () => { video.currentTime = from + 0.01; });
  return button;
}

// Versions

async function showVersions(film) {
  const { data } = await ask(`/api/sessions/${sid}/drafts/${encodeURIComponent(film.id)}/versions`);
  const found = [...(data.versions ?? data)].sort((a, b) => b.revision - a.revision);
  at("versions").hidden = found.length < 2;
  at("version-list").replaceChildren(...found.map((version) => card(film, version)));
}

function card(film, version) {
  const shown = version.revision === film.revision;
  const said = version.way === "turn" ? version.words : version.reply.split("\n")[0];
  const words = version.names.join(", ") || said || say(version.revision > 1 ? "edited" : "first");
  const head = make("b", { text: say("version", { number: version.revision }) });
  const item = make("li", { className: "version" }, head, make("p", { text: words, title: words }));
  if (shown) {
    item.setAttribute("aria-current", "true");
    head.append(make("span", { text: say("current") }));
    return item;
  }
  const label = `${say("go_back")}: ${say("version", { number: version.revision })}`;
  const back = make("button", { type: "button", className: "quiet small", text: say("go_back"), label });
  back.addEventListener("click", () => goBack(film, version.revision, back));
  item.append(back);
  return item;
}

async function goBack(film, revision, button) {
  button.disabled = true;
  try {
    await ask(`/api/sessions/${sid}/drafts/${encodeURIComponent(film.id)}/restore`, { method: "POST", body: { revision } });
    await load();
    toast(say("went_back", { number: revision }));
  } catch (error) {
    toast(told(error));
    button.disabled = false;
  }
}

async function showCredits() {
  const { data } = await ask("/api/credits/balance/simple").catch(() => ({}));
  at("credits").hidden = !data;
  if (data) at("credits").textContent = say("credits", { available: data.available });
}

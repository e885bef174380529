// A session: the film, its versions, the talk about it.

import { facts, say, told } from "./ask.js";
import { load, veil } from "./film.js";
import "./panels.js";
import { busy, history, submit, toEnd, turn } from "./talk.js";

async function begin() {
  veil(say("loading"));
  const [running] = await Promise.all([load(), history().catch(() => {})]);
  busy(running);
  toEnd();
  const first = firstWords();
  if (first && !running) submit(first);
  else if (running) await turn("");
}

// Said on the start page, for this session; once.
function firstWords() {
  const name = `talkreel-first-${facts.session}`;
  const words = sessionStorage.getItem(name) ?? "";
  sessionStorage.removeItem(name);
  return words;
}

begin().catch((error) => veil(told(error), { still: true }));

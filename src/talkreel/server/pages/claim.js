// A session: the film, its versions, the talk about it.

import { say, told } from "./ask.js";
import { load, veil } from "./film.js";
import "./panels.js";
import { busy, history, toEnd, turn } from "./talk.js";

async function begin() {
  veil(say("loading"));
  const [running] = await Promise.all([load(), history().catch(() => {})]);
  busy(running);
  toEnd();
  if (running) await turn("");
}

begin().catch((error) => veil(told(error), { still: true }));

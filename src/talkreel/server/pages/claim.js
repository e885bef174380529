// A session: the film, its versions, the talk about it.

import { say, told } from "./ask.js";
import { load, veil } from "./film.js";
import "./panels.js";
import { busy, history, turn } from "./talk.js";

async function begin() {
  history().catch(() => {}).finally(() => busy(busy.is));
  veil(say("loading"));
  if (await load()) await turn("");
}

begin().catch((error) => veil(told(error), { still: true }));

// Export, the link, and keeping it all.

import { ask, at, facts, local, newKey, say, sid, toast, told } from "./ask.js";
import { state } from "./film.js";

const LOOK_MS = 1500;

async function exportFilm() {
  const output = { format: at("format").value, quality: "high" };
  if (at("size").value) output.resolution = at("size").value;
  const id = `render_${newKey()}`;
  exportFilm.id = id;
  at("export-form").hidden = true;
  at("export-progress").hidden = at("export-stop").hidden = false;
  at("download").hidden = true;
  exporting(await ask("/api/render/proxy/lambda", { method: "POST", body: { id, sessionId: facts.session, draft_id: state.draft, output } }));
  for (;;) {
    await new Promise((done) => setTimeout(done, LOOK_MS));
    const job = await ask(`/api/render/proxy/lambda/${id}`);
    exporting(job);
    if (job.status === "completed") return offer(job);
    if (job.status === "failed" || job.status === "cancelled") throw new Error(job.error ?? say("export_failed"));
  }
}

function exporting(job) {
  const percent = Math.round(job.progress ?? 0);
  at("export-bar").value = percent;
  at("export-stage").textContent = job.status === "pending" ? say("waiting") : say("exporting", { percent });
}

function offer(job) {
  at("export-bar").value = 100;
  at("export-stage").textContent = say("exported");
  at("export-stop").hidden = true;
  at("download").href = local(job.outputUrl ?? job.output.url);
  at("download").hidden = false;
  at("download").focus();
}

at("export-form").addEventListener("submit", (event) => {
  event.preventDefault();
  exportFilm().catch((error) => {
    at("export-form").hidden = false;
    at("export-stop").hidden = true;
    at("export-stage").textContent = told(error);
  });
});
at("export-stop").addEventListener("click", () => {
  ask(`/api/render/proxy/lambda/${exportFilm.id}/cancel`, { method: "POST", body: {} }).catch((error) => toast(told(error)));
});
at("export-open").addEventListener("click", () => {
  if (at("download").hidden === false) {
    at("export-form").hidden = false;
    at("export-progress").hidden = true;
    at("download").hidden = true;
  }
  at("export").showModal();
});

// Sharing, and keeping

const link = `${location.origin}/workspace/claim?task=${encodeURIComponent(facts.task)}&session=${sid}`;

function showLink() {
  at("link").value = link;
  at("link-toggle").hidden = facts.via === "link";
  at("link-toggle").textContent = say(facts.open ? "close_link" : "open_link");
  at("copy").disabled = !facts.open;
}

at("share-open").hidden = false;
at("share-open").addEventListener("click", () => {
  showLink();
  at("share-said").textContent = "";
  at("share").showModal();
});
at("copy").addEventListener("click", async () => {
  at("link").select();
  if (navigator.clipboard) await navigator.clipboard.writeText(link);
  else document.execCommand("copy");
  at("share-said").textContent = say("copied");
});
at("link-toggle").addEventListener("click", async () => {
  try {
    await ask(`/api/sessions/${sid}/link`, { method: "POST", body: { open: !facts.open } });
    facts.open = !facts.open;
    at("share-said").textContent = say(facts.open ? "open" : "closed");
    showLink();
  } catch (error) {
    at("share-said").textContent = told(error);
  }
});

async function keep(form, how) {
  const body = { email: form.elements.email.value, password: form.elements.password.value };
  if (how === "register") body.bind = facts.bind;
  await ask(`/api/auth/${how}`, { method: "POST", body });
  at("keep").close();
  toast(say("kept"));
  setTimeout(() => location.reload(), 1200);
}

at("keep-open").hidden = facts.kind !== "anonymous";
at("keep-open").addEventListener("click", () => at("keep").showModal());
at("keep-oidc").hidden = !facts.oidc;
at("keep-oidc").href = `/api/auth/oidc?${new URLSearchParams({ bind: facts.bind, back: location.pathname + location.search })}`;
at("keep-form").addEventListener("submit", (event) => {
  event.preventDefault();
  at("keep-said").textContent = "";
  keep(event.target, event.submitter?.value ?? "register").catch((error) => { at("keep-said").textContent = told(error); });
});

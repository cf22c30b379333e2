/** @file From a chosen letter to a reply in Outlook: fill in, look, insert or copy, sent or not. */

import { announce } from "./app.js";
import { byId } from "./dom.js";
import { copyLetter } from "./letter.js";
import { askKind, trustReading } from "./mail.js";
import { insert, userName } from "./outlook.js";
import { emptyPool, keepPromise, startPool } from "./pool.js";
import { changeDeadline } from "./reminders.js";
import { ApiError } from "./server.js";
import { dayIn, momentsIn } from "./spoken.js";
import { checkLetter } from "./wording.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").Offer} Offer */
/** @typedef {import("./types.js").Language} Language */

/** @param {App} app @param {Offer} offer */
export function chooseLetter(app, offer) {
  app.go({ step: "form", offer, draft: draftFor(app, offer), missing: [], letter: null, sent: "", drafted: false, check: null, envelope: null });
}

/** What was typed for this mail before, with what the mail says for the rest. @param {App} app @param {Offer} offer @returns {Draft} */
function draftFor(app, offer) {
  const { mail, answer } = app.mail;
  const key = mail?.internet_message_id || mail?.conversation_id || "";
  const draft = app.drafts.get(key) ?? {
    values: {},
    lang: /** @type {Language} */ (answer?.reading.lang ?? app.t.language),
    register: answer?.tone ?? "formal",
    times: [],
    pool: emptyPool(),
  };
  const languages = offer.languages ?? app.config.languages;
  if (!languages.includes(draft.lang)) draft.lang = languages.find((one) => one === app.t.language) ?? languages[0] ?? "en";
  if (offer.registers && !offer.registers.includes(draft.register)) draft.register = offer.registers[0] ?? "formal";
  for (const { name, value } of offer.fields) draft.values[name] ??= value || signature(app, offer, name);
  startPool(app, offer, draft);
  app.drafts.set(key, draft);
  return draft;
}

/**
 * A reply form that we open comes without the user's signature; a mail that is being written has it.
 * @param {App} app @param {Offer} offer @param {string} field
 */
function signature(app, offer, field) {
  const signer = offer.side === "reject" ? "contact_name" : "candidate_name";
  return field === signer && !app.mail.mail?.compose ? userName() : "";
}

/** Days and moments that were picked are written out anew. @param {App} app @param {Draft} draft @param {Language} lang */
export function translateDates(app, { values, times, pool, lang: before }, lang) {
  const { zone } = app.place;
  const [old, now] = [before, lang].map((one) => momentsIn(times, one, zone));
  if (old && values.alternatives) values.alternatives = values.alternatives.replace(old, () => now ?? "");
  if (pool.until) values.pool_until = dayIn(pool.until, lang);
}

/** Ask the server for the letter, and show it. Blank fields come first. @param {App} app */
export async function preview(app) {
  const { offer, draft, mail } = app.mail;
  if (!offer || !draft) return;
  const missing = offer.fields.filter(({ name, required }) => required && !draft.values[name]?.trim()).map(({ name }) => name);
  if (missing.length) return refuse(app, missing);
  await app.attempt(async () => {
    try {
      const letter = await app.server.write(offer.id, asked(offer, draft), mail);
      app.go({ step: "preview", letter, missing: [], check: null, envelope: null, asking: "", refused: "" });
      void checkLetter(app);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "letter_incomplete") throw error;
      refuse(app, /** @type {string[]} */ (error.details.missing ?? []));
    }
  });
}

/** Of all that was typed for the mail, what this letter asks for. @param {Offer} offer @param {Draft} draft @returns {Draft} */
export function asked(offer, draft) {
  const typed = offer.fields.map(({ name }) => [name, (draft.values[name] ?? "").trim()]);
  return { ...draft, values: Object.fromEntries(typed.filter(([, value]) => value)) };
}

/** @param {App} app @param {string[]} missing */
function refuse(app, missing) {
  app.setMail({ missing });
  document.getElementById(`field-${missing[0]}`)?.focus();
}

/** What follows has a try of its own: whoever repeats it gets no second letter. @param {App} app */
export async function insertLetter(app) {
  const { letter, offer, deadline } = app.mail;
  if (!letter || !offer) return;
  await app.attempt(async () => {
    await insert(letter).catch(() => {
      throw new ApiError("not_inserted");
    });
    const inserted = /** @type {const} */ ({ step: "inserted", sent: "asked", check: null });
    if (app.mail.mail?.compose) app.go(inserted);
    else app.setMail(inserted); // the reply window has the focus now
  });
  if (app.mail.step !== "inserted") return;
  await app.attempt(async () => {
    if (deadline) await changeDeadline(app, deadline.id, { state: "inserted", template: offer.id });
    await keepPromise(app);
  });
}

/** @param {App} app */
export function copy(app) {
  const { letter } = app.mail;
  if (!letter) return;
  return app.attempt(async () => {
    if (!(await copyLetter(letter))) throw new ApiError("not_copied");
    byId("copied").textContent = app.t("preview.copied");
    announce(app.t("preview.copied"));
  });
}

/** The user says whether the letter has left. @param {App} app @param {boolean} sent */
export function answerSent(app, sent) {
  const { deadline, step } = app.mail;
  if (!sent) return step === "inserted" ? app.go({ sent: "not_yet" }) : app.setMail({ sent: "not_yet" });
  return app.attempt(async () => {
    if (deadline) await changeDeadline(app, deadline.id, { state: "answered" });
    app.go({ sent: "sent" });
    announce(app.t("inserted.done"));
  });
}

/** One step back: what was typed stays. @param {App} app */
export function back(app) {
  const { step, answer, chosen, sending } = app.mail;
  if (sending) return;
  if (step === "preview") app.go({ step: "form", asking: "", refused: "" });
  else if (["form", "inserted", "responded"].includes(step)) app.go({ step: "suggestion", missing: [], check: null, asking: "", refused: "" });
  else if (step === "pause") app.go({ step: "suggestion", pondered: [], slept: "" });
  else if (step === "suggestion" && chosen) askKind(app);
  else if (step === "unsure" && answer?.reading.kind !== "unsure") trustReading(app);
}

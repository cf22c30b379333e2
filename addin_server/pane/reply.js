/** @file From a chosen letter to a reply in Outlook: fill in, look, insert or copy, sent or not. */

import { announce } from "./app.js";
import { byId } from "./dom.js";
import { copyLetter } from "./letter.js";
import { askKind, trustReading } from "./mail.js";
import { insert, userName } from "./outlook.js";
import { changeDeadline } from "./reminders.js";
import { ApiError } from "./server.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Draft} Draft */
/** @typedef {import("./types.js").Offer} Offer */
/** @typedef {import("./types.js").Language} Language */

/** @param {App} app @param {Offer} offer */
export function chooseLetter(app, offer) {
  app.go({ step: "form", offer, draft: draftFor(app, offer), missing: [], letter: null, sent: "" });
}

/** What was typed for this mail before, with what the mail says for the rest. @param {App} app @param {Offer} offer @returns {Draft} */
function draftFor(app, offer) {
  const { mail, answer } = app.mail;
  const key = mail?.internet_message_id || mail?.conversation_id || "";
  const draft = app.drafts.get(key) ?? {
    values: {},
    lang: /** @type {Language} */ (answer?.reading.lang ?? app.t.language),
    register: answer?.reading.register ?? "formal",
  };
  const languages = offer.languages ?? app.config.languages;
  if (!languages.includes(draft.lang)) draft.lang = languages.find((one) => one === app.t.language) ?? languages[0] ?? "en";
  if (offer.registers && !offer.registers.includes(draft.register)) draft.register = offer.registers[0] ?? "formal";
  for (const { name, value } of offer.fields) draft.values[name] ??= value || signature(app, offer, name);
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

/** Ask the server for the letter, and show it. Blank fields come first. @param {App} app */
export async function preview(app) {
  const { offer, draft, mail } = app.mail;
  if (!offer || !draft) return;
  const missing = offer.fields.filter(({ name, required }) => required && !draft.values[name]?.trim()).map(({ name }) => name);
  if (missing.length) return refuse(app, missing);
  const asked = offer.fields.map(({ name }) => [name, (draft.values[name] ?? "").trim()]);
  const values = Object.fromEntries(asked.filter(([, value]) => value));
  await app.attempt(async () => {
    try {
      const letter = await app.server.write(offer.id, { ...draft, values }, mail);
      app.go({ step: "preview", letter, missing: [] });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "letter_incomplete") throw error;
      refuse(app, /** @type {string[]} */ (error.details.missing ?? []));
    }
  });
}

/** @param {App} app @param {string[]} missing */
function refuse(app, missing) {
  app.setMail({ missing });
  document.getElementById(`field-${missing[0]}`)?.focus();
}

/** @param {App} app */
export function insertLetter(app) {
  const { letter, offer, deadline } = app.mail;
  if (!letter || !offer) return;
  return app.attempt(async () => {
    await insert(letter).catch(() => {
      throw new ApiError("not_inserted");
    });
    const inserted = /** @type {const} */ ({ step: "inserted", sent: "asked" });
    if (app.mail.mail?.compose) app.go(inserted);
    else app.setMail(inserted); // the reply window has the focus now
    if (deadline) await changeDeadline(app, deadline.id, { state: "inserted", template: offer.id });
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
  const { step, answer, chosen } = app.mail;
  if (step === "preview") app.go({ step: "form" });
  else if (step === "form" || step === "inserted") app.go({ step: "suggestion", missing: [] });
  else if (step === "suggestion" && chosen) askKind(app);
  else if (step === "unsure" && answer?.reading.kind !== "unsure") trustReading(app);
}

/**
 * @file What the mailbox does with a letter: keep it as a draft, or answer a meeting request.
 *
 * Declining and proposing send, at once and once; nothing else in the pane does. Both are asked
 * about first, and never tried again by themselves: what was cut off may have left all the same.
 */

import { announce } from "./app.js";
import { endOf, proposals } from "./agenda.js";
import { keyOf } from "./mail.js";
import { keepPromise } from "./pool.js";
import { changeDeadline, refresh } from "./reminders.js";
import { asked } from "./reply.js";
import { ApiError } from "./server.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Verb} Verb */

const DOUBLE_CLICK = 600; //: milliseconds
/** Letters that leave the appointment open. */
const OPEN_ENDED = ["schedule-conflict", "alternative-form"];

/** The mail that the mailbox knows; null while a reply to it is being written. @param {App} app */
function known(app) {
  const { mail } = app.mail;
  return mail?.item_id && !mail.compose ? mail : null;
}

/** @param {App} app */
export function canDraft(app) {
  return Boolean(known(app)) && app.me.capabilities.includes("draft");
}

/** Whether the letter can be the response to a meeting request. @param {App} app */
export function canRespond(app) {
  const { answer, offer } = app.mail;
  return Boolean(known(app) && answer?.meeting_request && offer?.side === "decline");
}

/** Once its letter says no, or the other side does, the appointment can go. @param {App} app */
export function canTakeOut(app) {
  const { answer, offer, step, deadline, responded } = app.mail;
  if (!known(app) || !answer?.meeting_request || responded === "proposed") return false;
  if (step === "inserted") return Boolean(offer && !OPEN_ENDED.includes(offer.id));
  return step === "responded" || answer.reading.withdrawal || deadline?.state === "answered";
}

/** What was done with this meeting request before, while the pane was open. @param {App} app */
export function respondedBefore(app) {
  const { mail } = app.mail;
  return mail ? app.responded.get(keyOf(mail)) : undefined;
}

/** Moments that can be proposed; only with the letter that asks for one. @param {App} app */
export function proposable(app) {
  const { offer, draft } = app.mail;
  return offer?.id === "schedule-conflict" ? proposals(draft, app.place.zone, app.now) : [];
}

/** The second click of a double one must not be the answer. @param {App} app @param {Verb} verb */
export function ask(app, verb) {
  app.setMail({ asking: verb, refused: "", proposal: proposable(app)[0] ?? "", askedAt: Date.now() });
  document.getElementById("asking")?.focus();
  setTimeout(() => document.getElementById("asking-yes")?.removeAttribute("disabled"), DOUBLE_CLICK);
}

/** Whether the question has only just come up. @param {App} app */
export function isFresh(app) {
  return Date.now() - app.mail.askedAt < DOUBLE_CLICK;
}

/** @param {App} app */
export function unask(app) {
  const { asking } = app.mail;
  app.setMail({ asking: "" });
  document.getElementById(`ask-${asking}`)?.focus();
}

/** @param {App} app */
export function carryOut(app) {
  const { asking } = app.mail;
  return asking === "take_out" ? takeOut(app) : respond(app);
}

/** Sends the letter, once. @param {App} app */
async function respond(app) {
  const state = app.mail;
  const { mail, answer, offer, draft, asking, proposal } = state;
  if (!mail || !answer || !offer || !draft || !asking) return;
  await once(app, async () => {
    const proposing = asking === "propose";
    const moment = proposing ? { start: proposal, end: endOf(answer, proposal) } : {};
    await app.server.respond(proposing ? "propose" : "decline", offer.id, asked(offer, draft), mail, moment);
    const responded = proposing ? "proposed" : "declined";
    app.responded.set(keyOf(mail), responded);
    if (app.mail === state) app.go({ step: "responded", responded, check: null });
    else announce(app.t(`response.${responded}`));
  });
  if (state.responded) await refresh(app); // the server has ended the deadline
}

/** @param {App} app */
async function takeOut(app) {
  const state = app.mail;
  const { mail } = state;
  if (!mail) return;
  await once(app, async () => {
    const { taken_out } = await app.server.takeOut(mail).catch((error) => goneWith(state, error));
    state.taken_out = taken_out ? "gone" : "none";
  });
}

/** A server that declines may take mail and entry away itself; then nothing is left to take out. @param {import("./types.js").MailState} state @param {unknown} error */
function goneWith(state, error) {
  if (state.responded !== "declined" || !(error instanceof ApiError) || error.code !== "not_found") throw error;
  return { taken_out: false };
}

/** One at a time; a refusal is told where the user is, and waits for their next click. @param {App} app @param {() => Promise<void>} action */
async function once(app, action) {
  const state = app.mail;
  const { asking } = state;
  await app.attempt(async () => {
    Object.assign(state, { sending: true, refused: "" });
    app.draw(app);
    document.getElementById("asking")?.focus();
    try {
      await action();
    } catch (error) {
      state.refused = refusal(app, error, asking);
    } finally {
      Object.assign(state, { sending: false, asking: "" });
    }
  });
  document.getElementById(state.refused ? `ask-${asking}` : "response-said")?.focus();
}

/** Whether a request may have been carried out all the same: no answer came, or not from the mailbox. @param {unknown} error */
export function isUnsure(error) {
  if (!(error instanceof ApiError)) return true;
  if (error.code.startsWith("signin_") || error.code === "not_offered") return false;
  return error.status === 0 || error.status >= 500;
}

/** @param {App} app @param {unknown} error @param {Verb|""} verb */
function refusal(app, error, verb) {
  const why = app.sentence(error);
  return isUnsure(error) && verb !== "take_out" ? `${why} ${app.t("response.unsure")}` : why;
}

/** The reply among the drafts; sent later, by the user's own hand. @param {App} app */
export async function keepDraft(app) {
  const { mail, offer, draft, deadline } = app.mail;
  if (!mail || !offer || !draft) return;
  await app.attempt(async () => {
    await app.server.respond("draft", offer.id, asked(offer, draft), mail);
    app.go({ step: "inserted", sent: "asked", drafted: true, check: null });
  });
  if (app.mail.step !== "inserted") return;
  await app.attempt(async () => {
    if (deadline) await changeDeadline(app, deadline.id, { state: "inserted", template: offer.id });
    await keepPromise(app);
  });
}

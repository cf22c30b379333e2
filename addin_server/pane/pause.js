/**
 * @file Before declining: five questions to oneself, and sleeping on it inside the time there is.
 *
 * What is ticked stays in this view; it is sent to nobody and gone when the view closes.
 */

import { instant, wall } from "./moments.js";
import { canRemind, keep } from "./mail.js";
import { isLive, snoozed } from "./reminders.js";
import { chooseLetter } from "./reply.js";
import { later } from "./spoken.js";

/** @typedef {import("./app.js").App} App */

export const QUESTIONS = ["goals", "afford", "contact", "name", "employer"];
const KINDS = ["interview_invitation", "recruiter_outreach"];
const MORNING = "09:00"; //: the server's "tomorrow morning"
const AT_LEAST = 2 * 3_600_000; //: of the time to answer that is left then, milliseconds

/** Whether there is something to think over. @param {App} app */
export function canPause(app) {
  const { answer, mail, side, chosen } = app.mail;
  if (side !== "decline" || !answer || mail?.compose || answer.reading.withdrawal) return false;
  return chosen || KINDS.includes(answer.reading.kind);
}

/** @param {App} app */
export function openPause(app) {
  app.go({ step: "pause", slept: "" });
}

/** @param {App} app @param {string} question @param {boolean} ticked */
export function ponder(app, question, ticked) {
  const others = app.mail.pondered.filter((one) => one !== question);
  app.mail.pondered = ticked ? [...others, question] : others;
}

/** On to the letters. @param {App} app */
export function decline(app) {
  app.go({ step: "suggestion", pondered: [] });
  document.getElementById("letters-title")?.focus();
}

/** The letter that asks for another moment. @param {App} app */
export function otherMoment(app) {
  return app.mail.answer?.letters.find(({ id }) => id === "schedule-conflict") ?? null;
}

/** @param {App} app @param {import("./types.js").Offer} offer */
export function askOtherMoment(app, offer) {
  app.mail.pondered = [];
  chooseLetter(app, offer);
}

/** Until when there is time; null when nobody knows. @param {App} app */
export function limit(app) {
  const { deadline, answer } = app.mail;
  return deadline?.limit_at ?? answer?.schedule?.limit ?? null;
}

/** @param {App} app */
export function canSleep(app) {
  const { deadline } = app.mail;
  return hasTime(app) && (deadline ? isLive(deadline) : canRemind(app));
}

/** @param {App} app */
export function hasTime(app) {
  return Date.parse(limit(app) ?? "") > app.now;
}

/** Whether tomorrow morning still leaves time to answer. @param {string} until @param {string} zone @param {number} now */
export function allowsMorning(until, zone, now) {
  const today = wall(new Date(now).toISOString(), zone).slice(0, 10);
  const morning = instant(`${later(today, 1)}T${MORNING}`, zone);
  return morning !== null && Date.parse(morning) + AT_LEAST <= Date.parse(until);
}

/** Keep the deadline, and remind tomorrow morning where that is in time. @param {App} app */
export function sleepOnIt(app) {
  const state = app.mail;
  return app.attempt(async () => {
    const deadline = state.deadline ?? (await keep(app));
    state.deadline = deadline;
    const morning = allowsMorning(deadline.limit_at, app.place.zone, app.now);
    if (morning) await snoozed(app, deadline, { choice: "tomorrow", sleep: true });
    if (app.mail === state) app.go({ slept: morning ? "morning" : "before", unkept: false });
  });
}

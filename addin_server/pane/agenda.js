/** @file The user's calendar beside a mail: which of its moments are taken, and what is free instead. */

import { instant, wall } from "./moments.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Draft} Draft */

const HOUR = 3_600_000; //: how long an interview lasts that names no end, milliseconds

/** Whether the user is busy at a moment of the mail. @param {Answer|null} answer @param {string} start */
export function isTaken(answer, start) {
  return Boolean(answer?.conflicts.some((one) => one.start === start));
}

/** Moments to propose, as the wall clock in the user's zone; those that have passed left out. @param {App} app @returns {string[]} */
export function freeClocks(app) {
  const free = app.mail.answer?.free_moments ?? [];
  return free.filter(({ start }) => Date.parse(start) > app.now).map(({ start }) => wall(start, app.place.zone));
}

/**
 * Put a moment among those that are proposed, or take it out.
 * @param {string[]} times
 * @param {string} clock
 * @returns {string[]}
 */
export function toggled(times, clock) {
  if (times.includes(clock)) return times.map((one) => (one === clock ? "" : one));
  const gap = times.findIndex((one) => !one);
  return gap === -1 ? [...times, clock] : times.map((one, at) => (at === gap ? clock : one));
}

/** The moments that the user picked and that lie ahead, in order. @param {Draft|null} draft @param {string} zone @param {number} now @returns {string[]} */
export function proposals(draft, zone, now) {
  const instants = (draft?.times ?? []).map((clock) => instant(clock, zone)).filter((iso) => iso !== null);
  return [...new Set(instants)].filter((iso) => Date.parse(iso) > now).sort();
}

/** As long as the meeting that the mail asks for. @param {Answer} answer @param {string} start */
export function endOf({ reading }, start) {
  const asked = Date.parse(reading.interview_starts[0] ?? "");
  const length = Date.parse(reading.interview_ends[0] ?? "") - asked;
  return new Date(Date.parse(start) + (length > 0 ? length : HOUR)).toISOString();
}

/** @file Why there was a reminder: what happened to a deadline, in order. */

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Deadline} Deadline */
/** @typedef {import("./types.js").Happening} Happening */
/** @typedef {{at: string, key: string, sentence: string}} Line  A text of ours by its key, or the server's sentence. */

const AHEAD = ["scheduled", "snoozed"];
/** No mail goes with these, so that what the server says of reminders does not fit. @type {Record<string, string>} */
const OF_OUTLOOK = { delivered: "told.in_outlook", postponed: "told.not_in_outlook", parked: "told.not_in_outlook_ever" };
const SILENT = ["cancelled", "expired"]; //: of reminders that never came

/**
 * From the mail's arrival to the next reminder; what is tried again and again is told once.
 * @param {Deadline} deadline
 * @param {Happening[]} happenings  in order
 * @param {number} now
 * @returns {Line[]}
 */
export function linesOf(deadline, happenings, now) {
  const told = happenings.filter(({ which, what }) => !which || !SILENT.includes(what));
  const lines = told.map(({ at, which, what, sentence }) => ({ at, key: (which === "native" && OF_OUTLOOK[what]) || "", sentence }));
  const news = lines.filter(({ key, sentence }, at) => (key || sentence) !== (lines[at - 1]?.key || lines[at - 1]?.sentence));
  const next = deadline.notices.filter(({ state, due_at }) => AHEAD.includes(state) && Date.parse(due_at) > now);
  const first = next.map(({ due_at }) => due_at).sort()[0];
  return [
    { at: deadline.received, key: "told.received", sentence: "" },
    ...news,
    ...(first ? [{ at: first, key: "told.next", sentence: "" }] : []),
  ];
}

/** Open it, freshly fetched; or close it. @param {App} app @param {Deadline} deadline */
export function toggleHistory(app, { id }) {
  const key = `history-${id}`;
  if (app.opened === key) {
    app.opened = "";
    return app.draw(app);
  }
  return app.attempt(async () => {
    app.history = (await app.server.history(id)).history;
    app.opened = key;
  });
}

/** @file The letter on paper: as a Word file, or printed. Addresses are asked for, and forgotten. */

import { announce } from "./app.js";
import { save } from "./files.js";
import { userName } from "./outlook.js";
import { asked } from "./reply.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./types.js").Envelope} Envelope */

/** Only a candidate's letter has a form on paper; an employer answers by mail. @param {App} app */
export function canBeFormal(app) {
  return app.mail.offer?.side === "decline";
}

/** @param {App} app */
export function toggleEnvelope(app) {
  const { draft, envelope } = app.mail;
  const addressee = draft?.values.company ?? "";
  app.setMail({ envelope: envelope ? null : { sender: "", place: "", addressee } });
}

/** @param {App} app */
export function saveAsWord(app) {
  const { offer, draft, mail, envelope } = app.mail;
  if (!offer || !draft || !envelope) return;
  const { candidate_name, contact_name = "" } = draft.values;
  const sender = { name: candidate_name?.trim() || userName(), address: envelope.sender, place: envelope.place };
  const addressee = { name: contact_name.trim(), address: envelope.addressee };
  return app.attempt(async () => {
    save(await app.server.writeFormally(offer.id, asked(offer, draft), mail, { sender, addressee }));
    announce(app.t("formal.saved"));
  });
}

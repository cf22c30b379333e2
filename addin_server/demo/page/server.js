/** The demo API; all fetches of mail data. */

import { language } from './texts.js';

/** An answer that says no, with the server's own sentence. */
export class Refused extends Error {}

/**
 * @param {string} path
 * @param {object} [body]
 */
async function ask(path, body) {
  const headers = { 'Accept-Language': language(), ...(body ? { 'Content-Type': 'application/json' } : {}) };
  const answer = await fetch(`api/${path}`, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) });
  if (answer.ok) return answer.json();
  const said = await answer.json().catch(() => ({}));
  throw new Refused(said.error?.message ?? `${answer.status} ${answer.statusText}`);
}

/** @returns {Promise<import('./types.js').Line[]>} */
export const mails = () => ask('mails');
/** @param {string} id @returns {Promise<import('./types.js').Mail>} */
export const mail = (id) => ask(`mails/${encodeURIComponent(id)}`);
/** @returns {Promise<import('./types.js').Mail[]>} */
export const sent = () => ask('sent');
/** @returns {Promise<import('./types.js').Notice[]>} */
export const notices = () => ask('inbox');
/** @returns {Promise<import('./types.js').Address>} */
export const user = () => ask('user');
/** @param {import('./types.js').Draft} draft @returns {Promise<{id: string}>} */
export const send = (draft) => ask('send', draft);
/** @returns {Promise<{now: string, real: boolean}>} */
export const time = () => ask('clock');
/** @param {number} seconds @returns {Promise<{now: string, real: boolean}>} */
export const forward = (seconds) => ask('clock', { forward_seconds: seconds });
/** @returns {Promise<import('./types.js').Ribbon>} */
export const ribbon = () => ask(`ribbon?lang=${language()}`);

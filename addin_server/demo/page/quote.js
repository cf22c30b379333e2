/** A reply's subject and the thread under it, the way Outlook writes them. */

import { h } from './dom.js';
import { fromText, plainText, safe } from './html.js';
import { longDate, t } from './texts.js';

// Prefixes that mail programs put before a subject: English, German, Dutch, French, Nordic.
const PREFIX = /^\s*((re|aw|antw|rép|rep|sv|fw|fwd|wg|doorst|tr)\s*(\[\d+\])?\s*:\s*)+/i;

/** @param {string} subject */
export const normalized = (subject) => subject.replace(PREFIX, '');

/** @param {string} subject */
export const replySubject = (subject) => `RE: ${normalized(subject)}`;

/** @param {import('./types.js').Address} address */
export const written = (address) => (address.name ? `${address.name} <${address.email}>` : address.email);

/**
 * The mail's text, also when it came as HTML alone.
 * @param {import('./types.js').Mail} mail
 */
export const textOf = (mail) => mail.text || plainText(mail.html);

/**
 * @param {import('./types.js').Mail} mail
 * @returns {[string, string][]}
 */
function header(mail) {
  return [
    [t('header.from'), written(mail.sender)],
    [t('header.sent'), longDate(mail.received)],
    [t('header.to'), mail.to.map(written).join('; ')],
    [t('header.subject'), mail.subject],
  ];
}

/**
 * @param {import('./types.js').Mail} mail
 * @returns {Node[]}
 */
export function quotedHtml(mail) {
  const block = h('div', { id: 'divRplyFwdMsg', dir: 'ltr' });
  for (const [label, value] of header(mail)) block.append(h('b', {}, `${label}:`), ` ${value}`, h('br'));
  const original = h('div', {}, mail.html ? safe(mail.html) : fromText(mail.text));
  return [h('hr', { tabindex: '-1' }), block, h('div', {}, h('br')), original];
}

/** @param {import('./types.js').Mail} mail */
export function quotedText(mail) {
  const block = header(mail).map(([label, value]) => `${label}: ${value}`);
  return ['________________________________', ...block, '', textOf(mail)].join('\n');
}

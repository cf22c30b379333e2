/** One mail as the reading pane and a window of its own show it. */

import { h } from './dom.js';
import { mailView } from './mail_view.js';
import { written } from './quote.js';
import { addInButtons, command } from './ribbon.js';
import { longDate, t } from './texts.js';

/**
 * @param {import('./types.js').Mail} mail
 * @param {{buttons: import('./types.js').Button[], slot: import('./slot.js').Slot, bars: HTMLElement, reply: (() => void)|null}} around
 */
export function mailArticle(mail, around) {
  const subject = mail.subject || t('mail.no_subject');
  return h('article', { class: 'mail', 'data-mail': mail.id },
    h('div', { class: 'ribbon', role: 'toolbar', 'aria-label': t('ribbon.region') },
      around.reply && command(t('mail.reply'), 'reply', around.reply),
      h('span', { class: 'gap' }),
      ...addInButtons(around.buttons, around.slot)),
    around.bars,
    h('h2', { class: 'subject' }, subject),
    h('div', { class: 'card' },
      h('header', { class: 'mail-header' },
        h('span', { class: 'portrait', 'aria-hidden': 'true' }, initials(mail.sender)),
        h('div', { class: 'who' },
          h('p', { class: 'from' }, h('strong', {}, mail.sender.name || mail.sender.email), ' ', h('span', {}, mail.sender.name ? `<${mail.sender.email}>` : '')),
          h('p', { class: 'to' }, `${t('header.to')}: ${mail.to.map(written).join('; ') || '–'}`)),
        h('time', { datetime: mail.received ?? '' }, longDate(mail.received))),
      mail.answered && h('p', { class: 'answered' }, `↩ ${t('mail.answered')}`),
      attachments(mail.attachments),
      bodyView(mail.html, mail.text, subject)));
}

/**
 * @param {string} html
 * @param {string} text
 * @param {string} title
 */
export const bodyView = (html, text, title) => (html ? mailView(html, title) : h('pre', { class: 'plain' }, text));

/** @param {string[]} names */
function attachments(names) {
  if (!names.length) return null;
  return h('ul', { class: 'attachments', 'aria-label': t('mail.attachments') }, ...names.map((name) => h('li', {}, name)));
}

/** @param {import('./types.js').Address} address */
export function initials(address) {
  const words = (address.name || address.email).match(/\p{L}+/gu) ?? ['?'];
  return (words[0][0] + (address.name && words.length > 1 ? words[words.length - 1][0] : '')).toUpperCase();
}

/** @param {import('./types.js').Notice} notice */
export function noticeArticle(notice) {
  return h('article', { class: 'mail notice' },
    h('h2', { class: 'subject' }, notice.subject || t('mail.no_subject')),
    h('div', { class: 'card' },
      h('header', { class: 'mail-header' },
        h('div', { class: 'who' },
          h('p', { class: 'from' }, h('strong', {}, notice.from)),
          h('p', { class: 'to' }, `${t('header.to')}: ${notice.to}`)),
        h('time', { datetime: notice.received }, longDate(notice.received))),
      notice.copies > 1 && h('p', { class: 'answered' }, t('notice.copies', { n: notice.copies })),
      bodyView(notice.html, notice.text, notice.subject)));
}

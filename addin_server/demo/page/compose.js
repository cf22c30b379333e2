/** A message being written: a reply above its thread, or a new one. */

import { h } from './dom.js';
import { HtmlEditor, TextEditor } from './editor.js';
import { plainText, safe } from './html.js';
import { Notifications } from './notifications.js';
import { quotedHtml, quotedText, replySubject, written } from './quote.js';
import { addInButtons, command } from './ribbon.js';
import { Refused, send } from './server.js';
import { Slot } from './slot.js';
import { t } from './texts.js';
import { Floating } from './windows.js';

/**
 * @typedef {object} Opening
 * @property {import('./types.js').Mail|null} original  the mail that is answered; null for a new message
 * @property {string|null} html  a letter from the add-in; null when the user pressed Reply
 * @property {import('./types.js').Address} user
 * @property {import('./types.js').Button[]} buttons
 * @property {() => void} sent
 * @property {(id: string) => void} show
 */

export class Composer {
  /** @param {Opening} opening */
  constructor(opening) {
    this.opening = opening;
    const { original } = opening;
    this.to = field(original ? written(original.sender) : '');
    this.subject = field(original ? replySubject(original.subject) : '');
    this.editor = original?.plain_only ? new TextEditor(startingText(opening)) : new HtmlEditor(startingHtml(opening));
    this.notifications = new Notifications();
    this.trouble = h('p', { class: 'trouble', role: 'alert', hidden: true });
    this.slot = new Slot(this.host());
    this.window = new Floating(t(original ? 'compose.reply' : 'compose.new'), 'compose', this.slot, () => this.editor.close());
    this.window.content.append(this.toolbar(), this.notifications.element, this.trouble, this.fields(), this.editor.element);
    if (original) this.editor.focus();
    else this.to.focus();
  }

  /** @returns {import('./types.js').Host} */
  host() {
    return {
      mode: 'compose', mail: () => this.opening.original, composer: this, notifications: this.notifications,
      reply: () => {}, show: this.opening.show, itemChanged: new Set(),
    };
  }

  toolbar() {
    return h('div', { class: 'ribbon', role: 'toolbar', 'aria-label': t('ribbon.region') },
      command(t('compose.send'), 'send primary', () => void this.send()),
      command(t('compose.discard'), 'discard', () => this.window.close()),
      h('span', { class: 'gap' }),
      ...addInButtons(this.opening.buttons, this.slot));
  }

  fields() {
    return h('div', { class: 'fields' },
      h('label', {}, h('span', {}, t('header.to')), this.to),
      h('label', {}, h('span', {}, t('header.subject')), this.subject));
  }

  async send() {
    try {
      await send({
        in_reply_to: this.opening.original?.id ?? null, to: this.to.value, subject: this.subject.value,
        html: this.editor.html(), text: this.editor.text(),
      });
    } catch (error) {
      this.trouble.textContent = error instanceof Refused ? error.message : t('server.gone');
      this.trouble.hidden = false;
      return;
    }
    this.window.close();
    this.opening.sent();
  }
}

/** @param {string} value */
function field(value) {
  const input = h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
  input.value = value;
  return input;
}

/**
 * With a letter from the add-in there is no signature: Outlook reportedly leaves it out when
 * `displayReplyForm` is given HTML (https://github.com/intrafind/ihub-apps/issues/2458).
 * @param {Opening} opening
 */
function startingHtml({ original, html, user }) {
  const thread = original ? quotedHtml(original) : [];
  if (html !== null) return [h('div', {}, safe(html)), h('div', {}, h('br')), ...thread];
  const signature = user.name ? [h('div', {}, h('br')), h('div', { id: 'Signature' }, h('p', {}, user.name))] : [];
  return [h('div', {}, h('br')), ...signature, ...thread];
}

/** @param {Opening} opening */
function startingText({ original, html, user }) {
  const top = html === null ? `\n\n${user.name}` : plainText(html);
  return original ? `${top}\n\n${quotedText(original)}` : top;
}

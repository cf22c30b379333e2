/** Windows that float over the page, each with a task pane of its own: a draft, or a mail on its own. */

import { byId, h } from './dom.js';
import { t } from './texts.js';

export class Floating {
  /**
   * @param {string} title
   * @param {string} kind  class of the window
   * @param {import('./slot.js').Slot} slot
   * @param {() => void} closed
   */
  constructor(title, kind, slot, closed = () => {}) {
    this.closed = closed;
    this.slot = slot;
    this.heading = h('h2', { tabindex: '-1' }, title);
    this.content = h('div', { class: 'window-content' });
    this.element = h('section', { class: `window ${kind}`, role: 'dialog', 'aria-label': title },
      h('header', { class: 'window-bar' }, this.heading,
        h('button', { type: 'button', class: 'quiet close', 'aria-label': t('window.close'), title: t('window.close'), onclick: () => this.close() }, '✕')),
      h('div', { class: 'window-body' }, this.content, slot.element));
    slot.changed = () => this.element.classList.toggle('with-pane', Boolean(slot.button));
    byId('windows').append(this.element);
  }

  focus() {
    this.heading.focus();
  }

  close() {
    this.slot.close();
    this.element.remove();
    this.closed();
  }
}

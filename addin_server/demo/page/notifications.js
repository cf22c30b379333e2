/** The bars Outlook shows over a mail for an add-in: at most five, kept per item. */

import { h } from './dom.js';
import { t } from './texts.js';

const MOST = 5;

/** @typedef {{key: string, type: string, message: string, icon?: string, persistent?: boolean}} Bar */

export class Notifications {
  constructor() {
    /** @type {Map<string, Bar>} */
    this.bars = new Map();
    this.element = h('div', { class: 'bars', role: 'status' });
  }

  /** @param {Bar} bar @returns {'full'|'taken'|null} */
  add(bar) {
    if (this.bars.has(bar.key)) return 'taken';
    if (this.bars.size >= MOST) return 'full';
    return this.replace(bar);
  }

  /** @param {Bar} bar @returns {null} */
  replace(bar) {
    this.bars.set(bar.key, bar);
    this.draw();
    return null;
  }

  /** @param {string} key */
  remove(key) {
    const known = this.bars.delete(key);
    this.draw();
    return known;
  }

  draw() {
    this.element.replaceChildren(
      ...[...this.bars.values()].map((bar) =>
        h('p', { class: `bar ${bar.type}` },
          h('span', {}, bar.message),
          h('button', { type: 'button', class: 'quiet', onclick: () => this.remove(bar.key) }, t('bar.dismiss')))),
    );
  }
}

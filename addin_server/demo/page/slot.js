/** The place beside a mail or a draft where the add-in's task pane runs, in a frame. */

import { h } from './dom.js';
import { t } from './texts.js';

const NARROWEST = 320;
const WIDEST = 560;

/** @type {WeakMap<Window, import('./types.js').Host>} */
const hosts = new WeakMap();

/**
 * The host of the pane that runs in that window; undefined when it is not one of ours.
 * @param {Window} pane
 */
export const hostOf = (pane) => hosts.get(pane);

export class Slot {
  /**
   * @param {import('./types.js').Host} host
   * @param {() => void} changed  called when the pane opens or closes
   */
  constructor(host, changed = () => {}) {
    this.host = host;
    this.changed = changed;
    this.pinned = false;
    /** @type {import('./types.js').Button|null} */
    this.button = null;
    this.width = 380;
    this.element = h('aside', { class: 'slot', hidden: true, 'aria-label': t('pane.region') });
  }

  /** @param {import('./types.js').Button} button */
  open(button) {
    if (this.button?.id === button.id) return;
    this.close();
    this.button = button;
    // The manifest names the server's public address; the stand-in runs on its own origin.
    const url = new URL(button.url, location.href);
    const frame = h('iframe', { class: 'pane', title: button.label });
    this.element.replaceChildren(this.handle(), this.bar(button), frame);
    this.element.hidden = false;
    this.resize(this.width);
    if (frame.contentWindow) hosts.set(frame.contentWindow, this.host); // the WindowProxy outlives navigation
    frame.src = url.pathname + url.search;
    this.changed();
  }

  close() {
    this.button = null;
    this.pinned = false;
    this.host.itemChanged.clear();
    this.element.replaceChildren();
    this.element.hidden = true;
    this.changed();
  }

  /** Another item was chosen: a pinned pane is told, another one goes. */
  itemChanged() {
    if (!this.button) return;
    if (!this.pinned) this.close();
    for (const handler of [...this.host.itemChanged]) setTimeout(() => handler({ type: 'olkItemSelectedChanged' }), 5);
  }

  /** @param {import('./types.js').Button} button */
  bar(button) {
    const pin = h('button', { type: 'button', class: 'quiet pin', 'aria-pressed': 'false', title: t('pane.pin'), onclick: () => {
      this.pinned = !this.pinned;
      pin.setAttribute('aria-pressed', String(this.pinned));
      pin.title = t(this.pinned ? 'pane.unpin' : 'pane.pin');
      pin.textContent = pin.title;
    } }, t('pane.pin'));
    return h('header', { class: 'slot-bar' },
      h('strong', {}, button.label),
      button.pinnable ? pin : null,
      h('button', { type: 'button', class: 'quiet close', title: t('pane.close'), 'aria-label': t('pane.close'), onclick: () => this.close() }, '✕'));
  }

  /** The edge by which the pane is made wider: mouse, touch, or Left and Right. */
  handle() {
    const edge = h('div', { class: 'edge', role: 'separator', tabindex: 0, 'aria-orientation': 'vertical', 'aria-label': t('pane.resize'), 'aria-valuemin': NARROWEST, 'aria-valuemax': WIDEST });
    edge.addEventListener('pointerdown', (event) => edge.setPointerCapture(event.pointerId));
    edge.addEventListener('pointermove', (event) => {
      if (edge.hasPointerCapture(event.pointerId)) this.resize(this.element.getBoundingClientRect().right - event.clientX);
    });
    edge.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: 16, ArrowRight: -16 }[event.key];
      if (step) this.resize(this.width + step);
    });
    return edge;
  }

  /** @param {number} width */
  resize(width) {
    this.width = Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
    this.element.style.width = `${this.width}px`;
    this.element.querySelector('.edge')?.setAttribute('aria-valuenow', String(this.width));
  }
}

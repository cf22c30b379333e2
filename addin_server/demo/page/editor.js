/** The body of a message being written: HTML, or plain text where the thread is plain. */

import { h } from './dom.js';
import { fromText, plainText, safe } from './html.js';
import { t } from './texts.js';

const BLOCK = 'p,div,ul,ol,table,blockquote,hr,pre,h1,h2,h3,h4';

/** What both kinds can do. `place`: 'caret', 'top' or 'all'. */
export class HtmlEditor {
  /** @param {Node[]} content */
  constructor(content) {
    this.element = h('div', { class: 'editor', contenteditable: 'true', role: 'textbox', 'aria-multiline': 'true', 'aria-label': t('compose.body') });
    this.element.append(...content);
    /** @type {Range|null} the caret, also when the focus is in the pane */
    this.caret = null;
    this.follow = () => this.remember();
    document.addEventListener('selectionchange', this.follow);
  }

  type = /** @type {'html'|'text'} */ ('html');

  remember() {
    const selection = getSelection();
    if (!selection?.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (this.element.contains(range.commonAncestorContainer)) this.caret = range.cloneRange();
  }

  close() {
    document.removeEventListener('selectionchange', this.follow);
  }

  html() {
    return this.element.innerHTML;
  }

  text() {
    return this.element.innerText.replace(/\u00a0/g, ' ');
  }

  /**
   * @param {string} data
   * @param {'html'|'text'} kind
   * @param {'caret'|'top'|'all'} place
   */
  put(data, kind, place) {
    const fragment = kind === 'html' ? safe(data) : fromText(data);
    const last = fragment.lastChild;
    if (place === 'all') this.element.replaceChildren(fragment);
    else if (place === 'top' || !this.caret) this.element.prepend(fragment);
    else this.insert(this.caret, fragment);
    if (last) this.after(last);
  }

  /**
   * @param {Range} caret
   * @param {DocumentFragment} fragment
   */
  insert(caret, fragment) {
    caret.deleteContents();
    const start = caret.startContainer;
    const within = start instanceof Element ? start : start.parentElement;
    const block = within?.closest('p,h1,h2,h3,h4');
    if (!fragment.querySelector(BLOCK) || !block || !this.element.contains(block)) caret.insertNode(fragment);
    else if (block.textContent?.trim()) block.after(fragment);
    else block.replaceWith(fragment); // a paragraph cannot hold another
  }

  /** @param {Node} node */
  after(node) {
    this.caret = document.createRange();
    this.caret.setStartAfter(node);
  }

  /** @param {string} html */
  sign(html) {
    const signature = h('div', { id: 'Signature' });
    signature.append(safe(html));
    const old = this.element.querySelector('#Signature');
    const thread = this.element.querySelector('hr[tabindex]');
    if (old) old.replaceWith(signature);
    else if (thread) thread.before(signature);
    else this.element.append(signature);
  }

  focus() {
    this.element.focus();
    getSelection()?.collapse(this.element, 0);
  }
}

export class TextEditor {
  /** @param {string} content */
  constructor(content) {
    this.element = h('textarea', { class: 'editor', 'aria-label': t('compose.body') });
    this.element.value = content;
    this.element.setSelectionRange(0, 0);
  }

  type = /** @type {'html'|'text'} */ ('text');

  close() {}

  html() {
    return '';
  }

  text() {
    return this.element.value;
  }

  /**
   * @param {string} data
   * @param {'html'|'text'} kind
   * @param {'caret'|'top'|'all'} place
   */
  put(data, kind, place) {
    const text = kind === 'html' ? plainText(data) : data;
    const { value, selectionStart, selectionEnd } = this.element;
    if (place === 'all') this.element.setRangeText(text, 0, value.length, 'end');
    else if (place === 'top') this.element.setRangeText(text, 0, 0, 'end');
    else this.element.setRangeText(text, selectionStart, selectionEnd, 'end');
  }

  /** @param {string} html */
  sign(html) {
    const thread = this.element.value.indexOf('\n________________');
    const at = thread < 0 ? this.element.value.length : thread;
    this.element.setRangeText(`\n${plainText(html)}\n`, at, at);
  }

  focus() {
    this.element.focus();
    this.element.setSelectionRange(0, 0);
  }
}

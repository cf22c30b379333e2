/**
 * The page: folders, list, reading pane, windows, and the task pane beside them.
 *
 * `window.outlookStage.contextFor(pane)` is what office.js in a pane asks for.
 */

import { startClock } from './clock.js';
import { Composer } from './compose.js';
import { byId, h } from './dom.js';
import { drawFolders, drawList, listKeys } from './list.js';
import { officeContext } from './office/context.js';
import { Notifications } from './notifications.js';
import { mailArticle, noticeArticle } from './reading.js';
import * as server from './server.js';
import { Slot, hostOf } from './slot.js';
import { drawFrame } from './frame.js';
import { loadTexts, t } from './texts.js';
import { Floating } from './windows.js';

const POLL_MS = 5000;

/** @typedef {import('./types.js').Mail} Mail */

class Stage {
  /**
   * @param {import('./types.js').Ribbon} ribbon
   * @param {import('./types.js').Address} user
   */
  constructor(ribbon, user) {
    this.ribbon = ribbon;
    this.user = user;
    /** @type {import('./types.js').FolderName} */
    this.folder = 'inbox';
    /** @type {import('./types.js').Line[]} */
    this.mails = [];
    /** @type {Mail[]} */
    this.sent = [];
    /** @type {import('./types.js').Notice[]} */
    this.notices = [];
    /** @type {string|null} */
    this.chosen = null;
    /** @type {Mail|null} */
    this.open = null;
    /** @type {Map<string, Notifications>} */
    this.bars = new Map();
    this.host = this.hostFor(() => this.open);
    this.slot = new Slot(this.host, () => byId('stage').classList.toggle('with-pane', Boolean(this.slot?.button)));
    byId('stage').insertBefore(this.slot.element, byId('windows'));
  }

  /**
   * @param {() => Mail|null} mail
   * @returns {import('./types.js').Host}
   */
  hostFor(mail) {
    const barsOf = () => this.barsOf(mail()?.id ?? '');
    return {
      mode: 'read', mail, composer: null, get notifications() { return barsOf(); },
      reply: (original, html) => this.compose(original, html), show: (id) => void this.showAlone(id), itemChanged: new Set(),
    };
  }

  /** @param {string} id */
  barsOf(id) {
    const bars = this.bars.get(id) ?? new Notifications();
    this.bars.set(id, bars);
    return bars;
  }

  async refresh() {
    [this.mails, this.sent, this.notices] = await Promise.all([server.mails(), server.sent(), server.notices()]);
    this.draw();
  }

  draw() {
    const counts = { inbox: this.mails.length, sent: this.sent.length, notices: this.notices.length };
    drawFolders(this.folder, counts, (name) => void this.goTo(name));
    drawList(this.folder, this.rows(), this.chosen, (id) => void this.choose(id));
  }

  /** @returns {import('./list.js').Row[]} */
  rows() {
    const answered = (/** @type {boolean} */ yes) => (yes ? `↩ ${t('mail.answered')}` : '');
    if (this.folder === 'sent') return this.sent.map((m) => ({ id: m.id, who: m.to.map((a) => a.name || a.email).join('; '), subject: m.subject, received: m.received, mark: '', problem: false }));
    if (this.folder === 'notices') return this.notices.map((n, i) => ({ id: n.message_id || String(i), who: n.from, subject: n.subject, received: n.received, mark: '', problem: false }));
    return this.mails.map((m) => ({ id: m.id, who: m.sender.name || m.sender.email, subject: m.subject, received: m.received, mark: answered(m.answered), problem: Boolean(m.problem) }));
  }

  /** @param {import('./types.js').FolderName} name */
  async goTo(name) {
    this.folder = name;
    this.select(null, null, h('p', { class: 'nothing' }, t('reading.nothing')));
    await this.refresh();
  }

  /**
   * The address `#mail=<id>` opens that mail.
   * @param {string|null} id
   */
  async follow(id) {
    if (!id) return;
    await this.goTo('inbox');
    await this.choose(id);
  }

  /** @param {string} id  of a line of the folder that is open */
  async choose(id) {
    if (this.folder === 'notices') {
      const notice = this.notices.find((n, i) => (n.message_id || String(i)) === id);
      return this.select(id, null, notice ? noticeArticle(notice) : h('p'));
    }
    try {
      const mail = this.folder === 'sent' ? this.sent.find((m) => m.id === id) : await server.mail(id);
      if (mail) this.select(id, mail, this.article(mail, this.slot));
    } catch (error) {
      this.select(id, null, h('p', { class: 'trouble', role: 'alert' }, sentence(error)));
    }
  }

  /**
   * @param {string|null} id
   * @param {Mail|null} mail
   * @param {HTMLElement} shown
   */
  select(id, mail, shown) {
    const moved = id !== this.chosen;
    [this.chosen, this.open] = [id, mail];
    byId('reading').replaceChildren(shown);
    byId('reading').scrollTop = 0;
    byId('stage').classList.toggle('reading', id !== null);
    this.draw();
    if (moved) this.slot.itemChanged();
  }

  /**
   * @param {Mail} mail
   * @param {Slot} slot
   */
  article(mail, slot) {
    const own = this.folder === 'sent' && slot === this.slot;
    return mailArticle(mail, {
      buttons: this.ribbon.read, slot, bars: this.barsOf(mail.id).element, reply: own ? null : () => this.compose(mail, null),
    });
  }

  /**
   * A mail in a window of its own, as Outlook opens one for an add-in.
   * @param {string} id
   */
  async showAlone(id) {
    try {
      const mail = await server.mail(id);
      const slot = new Slot(this.hostFor(() => mail));
      const own = new Floating(mail.subject || t('mail.no_subject'), 'alone', slot);
      own.content.append(this.article(mail, slot));
      own.focus();
    } catch (error) {
      trouble(sentence(error));
    }
  }

  /**
   * @param {Mail|null} original
   * @param {string|null} html
   */
  compose(original, html) {
    new Composer({
      original, html, user: this.user, buttons: this.ribbon.compose,
      sent: () => void this.answered(original), show: (id) => void this.showAlone(id),
    });
  }

  /** @param {Mail|null} original */
  async answered(original) {
    if (original) original.answered = true;
    await this.refresh();
    if (original && original === this.open) byId('reading').replaceChildren(this.article(original, this.slot));
  }
}

/** @param {unknown} error */
const sentence = (error) => (error instanceof server.Refused ? error.message : t('server.gone'));

/** @param {string} words  "" when all is well */
function trouble(words) {
  byId('trouble').textContent = words;
  byId('trouble').hidden = !words;
}

async function start() {
  await loadTexts();
  const [ribbon, user] = await Promise.all([server.ribbon(), server.user()]);
  const stage = new Stage(ribbon, user);
  drawFrame(() => stage.compose(null, null));
  listKeys();
  /** @type {any} */ (window).outlookStage = {
    /** @param {Window} pane */
    contextFor: (pane) => {
      const host = hostOf(pane);
      return host && officeContext(host, user);
    },
  };
  const refresh = () => stage.refresh().then(() => trouble(''), (error) => trouble(sentence(error)));
  const clock = startClock(refresh);
  await Promise.all([refresh(), clock.refresh()]);
  stage.select(null, null, h('p', { class: 'nothing' }, t('reading.nothing')));
  const follow = () => void stage.follow(new URLSearchParams(location.hash.slice(1)).get('mail'));
  addEventListener('hashchange', follow);
  follow();
  document.body.dataset.ready = 'true';
  setInterval(() => void refresh(), POLL_MS);
}

start().catch((error) => trouble(error instanceof server.Refused ? error.message : String(error)));

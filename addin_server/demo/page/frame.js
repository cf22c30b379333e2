/** What never changes while the page is open: the top bar, and the buttons of the side bar. */

import { byId, h } from './dom.js';
import { LOCALES, chooseLanguage, language, t } from './texts.js';

/** @type {Record<string, string>} */
const NAMES = { nl: 'Nederlands', en: 'English', fr: 'Français', de: 'Deutsch' };

/** @param {() => void} newMessage */
export function drawFrame(newMessage) {
  document.title = t('page.title');
  byId('title').textContent = t('page.title');
  byId('disclaimer').textContent = t('page.disclaimer');
  byId('side').setAttribute('aria-label', t('folder.region'));
  byId('side').replaceChildren(
    h('button', { type: 'button', class: 'primary new', onclick: newMessage }, t('compose.new')),
    h('div', { id: 'folders' }));
  drawLanguages();
}

function drawLanguages() {
  const [label, select] = [byId('language').querySelector('span'), byId('language').querySelector('select')];
  if (!label || !select) return;
  label.textContent = t('page.language');
  select.replaceChildren(...Object.keys(LOCALES).map((lang) => h('option', { value: lang, selected: lang === language() }, NAMES[lang])));
  select.addEventListener('change', () => chooseLanguage(select.value));
}

/** Buttons over a mail or a draft: Outlook's own, and the add-in's as its manifest names them. */

import { h } from './dom.js';

/**
 * @param {import('./types.js').Button[]} buttons
 * @param {import('./slot.js').Slot} slot
 */
export function addInButtons(buttons, slot) {
  return buttons.map((button) => {
    const icon = button.icon ? new URL(button.icon, location.href).pathname : '';
    return h('button', { type: 'button', class: 'add-in', 'data-control': button.id, title: [button.title, button.description].filter(Boolean).join('\n'), onclick: () => slot.open(button) },
      icon ? h('img', { src: icon, alt: '', width: 20, height: 20 }) : null, button.label);
  });
}

/**
 * @param {string} label
 * @param {string} name  for the style and the tests
 * @param {() => void} act
 */
export function command(label, name, act) {
  return h('button', { type: 'button', class: `command ${name}`, onclick: act }, label);
}

/** The stand-in's clock in the top bar: it tells its own time, and can be moved forward. */

import { byId, h } from './dom.js';
import { forward, time } from './server.js';
import { clockTime, t } from './texts.js';

const STEPS = { hour: 3600, day: 86400 };

/** @param {() => void} moved  called after the time was moved */
export function startClock(moved) {
  const shown = h('output', { class: 'time', 'aria-live': 'off' });
  const kind = h('span', { class: 'kind' });
  let ahead = 0;
  const draw = () => {
    shown.textContent = clockTime(new Date(Date.now() + ahead).toISOString());
  };
  /** @param {{now: string, real: boolean}} told */
  const take = ({ now, real }) => {
    ahead = Date.parse(now) - Date.now();
    kind.textContent = t(real ? 'clock.real' : 'clock.own');
    draw();
  };
  const buttons = Object.entries(STEPS).map(([name, seconds]) =>
    h('button', { type: 'button', class: `step ${name}`, onclick: async () => {
      take(await forward(seconds));
      moved();
    } }, t(`clock.${name}`)));
  byId('clock').replaceChildren(kind, shown, ...buttons);
  setInterval(draw, 1000);
  return { refresh: async () => take(await time()) };
}

/** @file The time that is left until an instant; kept up to date by the frame. */

import { el } from "../dom.js";

/** @param {string} until  ISO 8601 */
export function left(until) {
  return [" ", el("span", { class: "left" }, "(", el("strong", { "data-until": until }), ")")];
}

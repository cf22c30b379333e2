/** @file Files and paper: what leaves the pane for the user's own device. Only module that saves or prints. */

import { el } from "./dom.js";

const KEPT = 60_000; //: so long the browser may take to fetch it, milliseconds

/** @param {{blob: Blob, name: string}} file */
export function save({ blob, name }) {
  const href = URL.createObjectURL(blob);
  const link = el("a", { href, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}

/** What is on screen, as the print part of the style sheet lays it out. */
export function printPage() {
  globalThis.print();
}

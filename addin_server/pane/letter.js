/** @file A letter on screen and on the clipboard. */

import { el } from "./dom.js";

/** @typedef {import("./types.js").Letter} Letter */

const KEPT = new Set(["P", "BR", "UL", "OL", "LI", "STRONG", "EM"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "TITLE", "IFRAME", "OBJECT"]);

/**
 * The letter's paragraphs, built anew: no attribute survives but a web or mail address.
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function letterNodes(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const copy = document.createDocumentFragment();
  copyChildren(page.body, copy);
  return copy;
}

/** @param {Node} from @param {Node} to */
function copyChildren(from, to) {
  for (const child of from.childNodes) {
    if (child instanceof Text) to.appendChild(document.createTextNode(child.data));
    else if (child instanceof Element && !DROPPED.has(child.tagName)) copyChildren(child, shell(child, to));
  }
}

/** The element that stands for this one, or its parent when it is not kept. @param {Element} given @param {Node} parent */
function shell(given, parent) {
  if (KEPT.has(given.tagName)) return parent.appendChild(document.createElement(given.tagName));
  const href = given.tagName === "A" ? (given.getAttribute("href") ?? "") : "";
  if (!/^(https?|mailto):/i.test(href)) return parent;
  return parent.appendChild(el("a", { href, target: "_blank", rel: "noopener noreferrer" }));
}

/**
 * Copy a letter, as formatted and as plain text.
 * @param {Letter} letter
 * @returns {Promise<boolean>}
 */
export async function copyLetter(letter) {
  try {
    const blob = (/** @type {string} */ type, /** @type {string} */ content) => new Blob([content], { type });
    const item = { "text/html": blob("text/html", letter.html), "text/plain": blob("text/plain", letter.text) };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    return true;
  } catch {
    return copyByHand(letter);
  }
}

/** For frames that may not use the clipboard directly. @param {Letter} letter */
function copyByHand(letter) {
  const oncopy = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/html", letter.html);
    event.clipboardData?.setData("text/plain", letter.text);
    event.preventDefault();
  };
  document.addEventListener("copy", oncopy, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", oncopy);
  return done;
}

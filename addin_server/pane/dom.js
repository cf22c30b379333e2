/** @file Building and replacing DOM. Text only ever becomes text. */

/** @typedef {Node|string|null|undefined|false|readonly any[]} Child  Lists may be nested. */
/** @typedef {Record<string, unknown>} Props */

/**
 * An element. `on…` props become listeners, booleans toggle the attribute, null is left out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...nodes(children));
  return node;
}

/** @param {HTMLElement} node @param {string} name @param {unknown} value */
function setProp(node, name, value) {
  if (value === null || value === undefined) return;
  if (typeof value === "function") node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  else if (name === "value" || name === "checked") Object.assign(node, { [name]: value });
  else if (typeof value === "boolean") node.toggleAttribute(name, value);
  else node.setAttribute(name, String(value));
}

/** @param {Child[]} children @returns {(Node|string)[]} */
function nodes(children) {
  return /** @type {(Node|string)[]} */ (
    children.flat(5).filter((child) => child !== null && child !== undefined && child !== false)
  );
}

/**
 * Put new children in a region; whoever had the focus there keeps it, by id.
 * @param {HTMLElement} region
 * @param {Child} children
 */
export function fill(region, children) {
  const held = document.activeElement;
  const kept = held?.id && region.contains(held) ? held : null;
  region.replaceChildren(...nodes([children]));
  const heir = kept && document.getElementById(kept.id);
  if (!heir) return;
  if (heir instanceof HTMLInputElement && kept instanceof HTMLInputElement) heir.value = kept.value;
  heir.focus({ preventScroll: true });
}

/**
 * As if the user had typed it, with the caret behind it.
 * @param {HTMLInputElement|HTMLTextAreaElement} control
 * @param {string} words
 */
export function typeInto(control, words) {
  control.value = words;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`index.html has no #${id}`);
  return node;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {() => void} onclick
 * @param {Props} [props]
 */
export function button(id, label, onclick, props = {}) {
  return el("button", { type: "button", id, onclick, ...props }, label);
}

/**
 * The heading that takes the focus when its view opens.
 * @param {string} text
 */
export function heading(text) {
  return el("h1", { id: "title", tabindex: "-1" }, text);
}

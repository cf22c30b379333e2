/**
 * HTML of mails and letters, made harmless.
 *
 * Parsed by DOMParser (which runs nothing), then copied element by element through an allow-list.
 */

const KEPT = new Set(
  ('a abbr b blockquote br code dd div dl dt em h1 h2 h3 h4 hr i li ol p pre s small span strong sub sup ' +
    'table tbody td tfoot th thead tr u ul').split(' '),
);
const DROPPED = new Set('script style noframes template noscript iframe object embed svg math form input button select textarea head title'.split(' '));
const ATTRIBUTES = new Set(['id', 'dir', 'lang', 'title', 'colspan', 'rowspan', 'start']);
const LINK = /^(https?:|mailto:|tel:)/i;
const BLOCKS = /^(ADDRESS|BLOCKQUOTE|DD|DIV|DL|DT|H[1-6]|HR|LI|OL|P|PRE|TABLE|TR|UL)$/;

const TAG = /<[a-z][^>]*>/gi;
const ACTIVE_ATTRIBUTE = /([\s"'/])(style|on[a-z]+)(\s*=)/gi;

/**
 * A document that shows nothing, with `style` as `data-style` and style sheets as `noframes`.
 *
 * Renamed before parsing, because the page's policy objects, in the console, to inline style and
 * handlers even in a document that is never shown. That is all this does; it guards nothing.
 * @param {string} html
 */
export function parsed(html) {
  const quiet = html
    .replace(TAG, (tag) => tag.replace(ACTIVE_ATTRIBUTE, '$1data-$2$3'))
    .replace(/<(\/?)style(?=[\s/>])/gi, '<$1noframes');
  return new DOMParser().parseFromString(quiet, 'text/html');
}

/**
 * What Outlook would take over of that HTML: simple tags, no style, nothing active.
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function safe(html) {
  const fragment = document.createDocumentFragment();
  copy(parsed(html).body, fragment);
  return fragment;
}

/**
 * @param {Node} from
 * @param {Node} to
 */
function copy(from, to) {
  for (const node of from.childNodes) {
    if (node instanceof Text) to.appendChild(document.createTextNode(node.data));
    if (!(node instanceof HTMLElement) || DROPPED.has(node.localName) || hidden(node)) continue;
    if (!KEPT.has(node.localName)) copy(node, to);
    else copy(node, to.appendChild(bare(node)));
  }
}

/** @param {HTMLElement} node */
function hidden(node) {
  return node.hidden || /(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(node.dataset.style ?? '');
}

/** @param {HTMLElement} node */
function bare(node) {
  const element = document.createElement(node.localName);
  for (const { name, value } of node.attributes) if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
  const link = node.getAttribute('href');
  if (link && LINK.test(link.trim())) element.setAttribute('href', link.trim());
  return element;
}

/**
 * Text of HTML as a plain-text mail would have it.
 * @param {string} html
 */
export function plainText(html) {
  return lines(safe(html)).replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

/**
 * @param {Node} node
 * @returns {string}
 */
function lines(node) {
  if (node instanceof Text) return node.data.replace(/\s+/g, ' ');
  if (node.nodeName === 'BR') return '\n';
  const inner = [...node.childNodes].map(lines).join('').replace(/ *\n */g, '\n');
  if (node.nodeName === 'LI') return `\n- ${inner.trim()}`;
  if (node.nodeName === 'P') return `\n${inner.trim()}\n\n`;
  if (node.nodeName === 'TD' || node.nodeName === 'TH') return `${inner.trim()} `;
  return BLOCKS.test(node.nodeName) ? `\n${inner.trim()}\n` : inner;
}

/**
 * Paragraphs and line breaks for a plain text.
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function fromText(text) {
  const fragment = document.createDocumentFragment();
  text.split('\n').forEach((line, index) => {
    if (index) fragment.append(document.createElement('br'));
    fragment.append(line);
  });
  return fragment;
}

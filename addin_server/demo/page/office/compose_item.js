/** `Office.context.mailbox.item` of a message that is being written. */

import { FAILURES, common, fail, succeed, text, wrong } from './calls.js';
import { customProperties, details, notificationMessages } from './shared.js';

const LONGEST_BODY = 1_000_000;
const LONGEST_SIGNATURE = 30_000;
const LONGEST_SUBJECT = 255;

/** @param {import('../compose.js').Composer} composer */
export function composeItem(composer) {
  const { original } = composer.opening;
  return {
    itemType: 'message',
    itemClass: 'IPM.Note',
    conversationId: original?.conversation_id ?? null,
    inReplyTo: original?.internet_message_id,
    subject: subject(composer),
    to: { getAsync: getter(() => recipients(composer)) },
    cc: { getAsync: getter(() => []) },
    bcc: { getAsync: getter(() => []) },
    from: { getAsync: getter(() => details(composer.opening.user)) },
    body: body(composer.editor),
    getComposeTypeAsync: getter(() => ({ composeType: original ? 'reply' : 'newMail', coercionType: composer.editor.type })),
    notificationMessages: notificationMessages(composer.notifications),
    loadCustomPropertiesAsync: customProperties(`draft of ${original?.id ?? 'new'}`),
  };
}

/** @param {() => unknown} value */
function getter(value) {
  /** @param {...any} rest */
  return (...rest) => succeed(common(rest, true), value());
}

/** @param {import('../compose.js').Composer} composer */
function subject(composer) {
  return {
    getAsync: getter(() => composer.subject.value),
    /** @param {string} value @param {...any} rest */
    setAsync(value, ...rest) {
      const call = common(rest);
      composer.subject.value = text(value, 'subject', LONGEST_SUBJECT);
      succeed(call);
    },
  };
}

/** @param {import('../compose.js').Composer} composer */
function recipients(composer) {
  return composer.to.value.split(';').map((part) => part.trim()).filter(Boolean).map((part) => {
    const [, name, email] = /^(.*?)\s*<([^<>]+)>$/.exec(part) ?? ['', '', part];
    return details({ name, email });
  });
}

/** @param {import('../compose.js').Composer['editor']} editor */
function body(editor) {
  return {
    /** @param {string} coercion @param {...any} rest */
    getAsync(coercion, ...rest) {
      const call = common(rest, true);
      if (coercion !== 'html' && coercion !== 'text') throw wrong('coercionType');
      succeed(call, coercion === 'text' ? editor.text() : editor.html() || htmlOf(editor.text()));
    },
    getTypeAsync: getter(() => editor.type),
    setSelectedDataAsync: writer(editor, 'caret'),
    prependAsync: writer(editor, 'top'),
    setAsync: writer(editor, 'all'),
    /** @param {string} data @param {...any} rest */
    setSignatureAsync(data, ...rest) {
      const call = common(rest);
      text(data, 'data', LONGEST_SIGNATURE);
      const kind = call.options.coercionType ?? 'text';
      if (kind === 'html' && editor.type === 'text') return fail(call, FAILURES.format);
      editor.sign(kind === 'html' ? data : htmlOf(data));
      succeed(call);
    },
  };
}

/**
 * Without a coercion type the data is text, as in Outlook: tags would stand there to be read.
 * @param {import('../compose.js').Composer['editor']} editor
 * @param {'caret'|'top'|'all'} place
 */
function writer(editor, place) {
  /** @param {string} data @param {...any} rest */
  return (data, ...rest) => {
    const call = common(rest);
    text(data, 'data', LONGEST_BODY);
    const kind = call.options.coercionType ?? 'text';
    if (kind !== 'html' && kind !== 'text') return fail(call, FAILURES.coercion);
    if (kind === 'html' && editor.type === 'text') return fail(call, FAILURES.format);
    editor.put(data, kind, place);
    succeed(call);
  };
}

/** @param {string} words */
function htmlOf(words) {
  const holder = document.createElement('pre');
  holder.textContent = words;
  return holder.innerHTML.replaceAll('\n', '<br>');
}

/**
 * @file The shapes that travel between server and pane, and the state of the pane. Types only;
 * never loaded by the browser.
 *
 * @typedef {"nl"|"en"|"fr"|"de"} Language
 * @typedef {"decline"|"reject"} Side
 * @typedef {"formal"|"informal"} Register
 *
 * @typedef {object} Address
 * @property {string} name
 * @property {string} email
 *
 * @typedef {object} Mail  The open mail as Outlook gives it.
 * @property {boolean} compose  A reply is being written; the mail is the one it answers.
 * @property {string} item_id
 * @property {string} internet_message_id
 * @property {string} conversation_id
 * @property {string} subject
 * @property {Address} from
 * @property {Address[]} to
 * @property {string|null} received
 * @property {string} body
 * @property {string} html
 *
 * @typedef {object} Evidence
 * @property {string} field
 * @property {string} words
 *
 * @typedef {object} Reading
 * @property {string} kind
 * @property {string} role
 * @property {string|null} lang
 * @property {Register|null} register
 * @property {{kind: string, confidence: number}[]} guesses
 * @property {string|null} company
 * @property {string|null} agency
 * @property {string|null} job_title
 * @property {string|null} contact_name
 * @property {string|null} candidate_name
 * @property {string|null} location_or_mode
 * @property {string|null} mode
 * @property {string[]} interview_datetimes
 * @property {(string|null)[]} interview_starts
 * @property {(string|null)[]} interview_ends
 * @property {string|null} reply_by
 * @property {string|null} reply_by_at
 * @property {boolean} already_accepted
 * @property {boolean} withdrawal
 * @property {Evidence[]} evidence
 * @property {string[]} warnings
 *
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} help
 * @property {boolean} required
 * @property {boolean} long
 * @property {string} value
 * @property {string[]} [hints]  the candidate's own words, offered as a start
 *
 * @typedef {object} Offer  A letter that can be chosen.
 * @property {string} id
 * @property {Side} side
 * @property {string} title
 * @property {string} when
 * @property {boolean} suggested
 * @property {string|null} why
 * @property {Field[]} fields
 * @property {Language[]} [languages]
 * @property {Register[]} [registers]
 *
 * @typedef {object} Letter
 * @property {string} subject
 * @property {string} html
 * @property {string} text
 *
 * @typedef {object} Finding  Words of a draft that are better put otherwise.
 * @property {string} code
 * @property {"subject"|"text"} part
 * @property {string} words  "" when it is about something that is lacking
 * @property {string} why
 * @property {string} [better]
 *
 * @typedef {object} Pledge  A promise to a candidate: we keep you in mind until then.
 * @property {string} id
 * @property {string} candidate_name
 * @property {string} job_title
 * @property {string} company
 * @property {string} until  a day
 * @property {boolean} consent
 * @property {"kept"|"reminded"|"ended"} state
 *
 * @typedef {object} Notice
 * @property {string} id
 * @property {"soft"|"final"} which
 * @property {string} due_at
 * @property {string} state
 * @property {string|null} seen_at
 *
 * @typedef {object} Deadline
 * @property {string} id
 * @property {string} internet_message_id
 * @property {string} item_id
 * @property {string} kind
 * @property {string} sender_name
 * @property {string} job_title
 * @property {string} company
 * @property {string} received
 * @property {string} limit_at
 * @property {string} state
 * @property {string} template
 * @property {Notice[]} notices
 * @property {string|null} native  how the entry in Outlook is; null: there is none
 *
 * @typedef {object} Happening  Something that happened to a deadline, or to one of its reminders.
 * @property {string} at
 * @property {string} which  the reminder; "" is the deadline itself
 * @property {string} what
 * @property {string} sentence  in the user's language
 *
 * @typedef {object} Answer  What the server makes of a mail.
 * @property {Reading} reading
 * @property {Side|null} side
 * @property {Register|null} tone  How to address who wrote it.
 * @property {Offer[]} letters
 * @property {{limit: string, soft: string|null, final: string, passed: boolean}|null} schedule
 * @property {Deadline|null} deadline
 * @property {{words: string, start: string, end: string|null}[]} conflicts  moments at which the user is busy
 * @property {{start: string, words: string}[]} free_moments
 * @property {boolean} meeting_request  The letter can be the response to it.
 *
 * @typedef {object} Preferences
 * @property {Language|""} language  "" is that of Outlook
 * @property {string} timezone
 * @property {string} country
 * @property {""|"clock"|"working"} counting
 * @property {Record<string, string[][]>|null} working_hours
 * @property {boolean} remind
 * @property {boolean} mail
 * @property {string} closing_name
 * @property {string} quiet_from  "21:30"; "" is never quiet
 * @property {string} quiet_until
 * @property {string} digest  all mails in one, at this time; "" is each by itself
 * @property {""|"appointment"|"flag"} native  the reminder in Outlook itself
 * @property {"neutral"|"full"} native_subject
 *
 * @typedef {object} Profile  What the user has set in Outlook; empty where it does not say.
 * @property {string} timezone
 * @property {Record<string, string[][]>|null} working_hours
 *
 * @typedef {object} Me
 * @property {Preferences} preferences
 * @property {{possible: boolean, address: string|null, why: string|null}} mail_notices
 * @property {string[]} capabilities
 *
 * @typedef {object} Config
 * @property {string} version
 * @property {("entra"|"exchange")[]} identity  How users sign in; none in the demonstration.
 * @property {Language[]} languages
 *
 * @typedef {object} Draft  What the user typed; kept in memory only.
 * @property {Record<string, string>} values
 * @property {Language} lang
 * @property {Register} register
 * @property {string[]} times  Moments of the user's own, as the wall clock in their zone.
 * @property {PoolDraft} pool
 *
 * @typedef {object} PoolDraft  What is promised about keeping a candidate's details.
 * @property {string} until  a day; "" when there is none, or only in words
 * @property {boolean} consent
 * @property {boolean|null} keep  Whether we remind the user; null: they did not say
 *
 * @typedef {object} Check  A draft that is read through.
 * @property {"asked"|"done"|"failed"} state
 * @property {Finding[]} findings
 *
 * @typedef {object} Envelope  What a letter on paper needs besides; kept in memory only.
 * @property {string} sender  lines
 * @property {string} place
 * @property {string} addressee  lines
 *
 * @typedef {"loading"|"none"|"error"|"unsure"|"suggestion"|"pause"|"form"|"preview"|"inserted"|"responded"} Step
 *
 * @typedef {"decline"|"propose"|"take_out"} Verb  What the mailbox does at once, on the user's click.
 *
 * @typedef {object} MailState
 * @property {Step} step
 * @property {Mail|null} mail
 * @property {Answer|null} answer
 * @property {Side|null} side  What the mail is answered with; chosen by the user when unsure.
 * @property {boolean} chosen  The user chose `side`.
 * @property {Deadline|null} deadline
 * @property {boolean} unkept  Setting the reminder by itself failed.
 * @property {string} query
 * @property {Offer|null} offer
 * @property {Draft|null} draft
 * @property {string[]} missing
 * @property {Letter|null} letter
 * @property {""|"asked"|"sent"|"not_yet"} sent
 * @property {string[]} pondered  Ticked before declining; gone with the view.
 * @property {""|"morning"|"before"} slept  When we remind the user, who sleeps on it.
 * @property {Check|null} check
 * @property {Envelope|null} envelope  Of the letter on paper, while it is asked for.
 * @property {Verb|""} asking  The user is asked whether they are sure.
 * @property {number} askedAt  When; by this device's clock, milliseconds.
 * @property {string} proposal  The moment that is proposed instead; ISO 8601.
 * @property {boolean} sending
 * @property {string} refused  Why the mailbox did not do it.
 * @property {""|"declined"|"proposed"} responded
 * @property {boolean} drafted  The letter lies among the drafts.
 * @property {""|"gone"|"none"} taken_out  What came of removing the calendar's entry.
 * @property {string} error
 *
 * @typedef {"mail"|"reminders"|"settings"} Tab
 */

export {};

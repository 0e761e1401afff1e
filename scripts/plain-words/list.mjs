/**
 * Words that we do not write, and what to write instead: the table of docs/STYLE.md. A pattern is looked for in comments, in
 * strings and in documents, as a word of its own.
 */
export const WORDS = [
  ['doors?', 'the authorization query, the access check'],
  ['gates?|gatekeepers?', 'the guard; of a test: the barrier'],
  ['knock(s|ed|ing)?', 'request, ask'],
  ['judg(e|es|ed|ing|e?ment)s?', 'check, decide'],
  ['owe(s|d)?|owing', 'enqueue, is due'],
  ['relays?(?! (?:access )?denied)', 'the dispatcher of the outbox'],
  ['couriers?', 'the queue'],
  ['carries|carried|carry|carrying', 'publish, take, have'],
  ['founds|founding|foundings|founders?|founded', 'create'],
  ['departed|departing', 'deleted, removed, former'],
  ['heirs?', 'new owner'],
  ['fates?', 'mode, what happens to'],
  ['givers?', 'source'],
  ['rehears(al|als|e|es|ed|ing)', 'preview'],
  ['partings?', 'leave or delete'],
  ['astray', 'not found'],
  ['stand(?:s|ing)?(?! (?:alone|by|for|out)\\b)|stood', 'is'],
  ['desks?', 'transactions'],
  ['visit(?! evil)(s|ed|ing|ors?)?', 'run, look at, open'],
  ['houses?|rooms?|floors?|halls?|dwell(s|ing)?', 'project, module, layer'],
  ['nobody', 'no one, or the passive'],
  ["nobody[’']s", 'no one’s, unassigned'],
  ['whoever', 'the caller who, anyone who'],
  ['whatever there is|what there is', 'the name of the thing'],
  ['anew', 'again'],
  ['bears?|bearing|bore', 'has'],
  ['(?<!\\bthere )(is|are|was|were) no(?= (?!longer\\b|one\\b|more than\\b|problem\\b))', 'is not a'],
  ['no more(?! than\\b)', 'no longer'],
  ['eyes', 'rights'],
  ['aright', 'right, correct'],
  ['thrice', 'three times'],
  ['whence|whither|hence|thence', 'from where, so'],
  ['lest', 'so that … not'],
  ['naught|nought', 'nothing, zero'],
  ['tidings', 'news, event'],
  ['everybody|somebody|anybody', 'everyone, someone, anyone'],
  // The field's compounds (“mail server”), SMTP's command, SQL's aliases and lists of reserved names keep the short word.
  [
    '(?<!_mail |\\be )mail(?:s|ed|ing)?(?![\\s*-]+(?:servers?|catchers?|clients?|programs?|systems?|parser|relay|from|on|me)\\b)',
    'email',
  ],
  ['open invitations?', 'pending invitation'],
  ['we made a mistake', 'internal error'],
];

/**
 * Words that no name in the code has, in lower case: `heirOf`, `isGone`. Columns of the database keep their names, and so do
 * {@link PUBLIC_NAMES}.
 */
export const NAME_WORDS = new Map([
  ...['door', 'doors', 'knock'].map((word) => [word, 'authorize, access rule']),
  ...['gate', 'gates', 'gated'].map((word) => [word, 'guard']),
  ...['judge', 'judged', 'judgement'].map((word) => [word, 'check, authorize']),
  ...['owe', 'owed', 'owes', 'relay', 'courier'].map((word) => [word, 'enqueue, dispatcher, publisher']),
  ...['carry', 'carried'].map((word) => [word, 'publish']),
  ...['founding', 'foundings', 'founded', 'founder'].map((word) => [word, 'create, created']),
  ...['departed', 'gone', 'parting', 'astray'].map((word) => [word, 'deleted, removed, leave, not found']),
  ...['heir', 'heirs', 'fate', 'giver', 'rehearsal'].map((word) => [word, 'new owner, mode, source, preview']),
  ...['desk', 'house', 'room', 'hall'].map((word) => [word, 'transactions, module']),
  ...['visit', 'visits', 'visitor'].map((word) => [word, 'run, open']),
  ...['sought', 'unheard', 'whoever', 'anew', 'told'].map((word) => [word, 'the field’s word']),
]);

/** Printed by `npm run rotate-secret`, whose output programs may read. */
export const PUBLIC_NAMES = new Set(['sealedAnew']);

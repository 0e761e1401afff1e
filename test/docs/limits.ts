import { numberOf } from './constants.js';

/** What a page says, with the numbers of the source in it; spaces and line ends do not matter. */
export interface Stated {
  readonly page: string;
  readonly says: string;
}

const WORDS: Readonly<Record<number, string>> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five', 7: 'seven', 10: 'ten' };
const MORE: Readonly<Record<number, string>> = {
  30: 'thirty',
  100: 'hundred',
  1_000: 'thousand',
  1_000_000: 'million',
};

const word = (count: number): string => WORDS[count] ?? MORE[count] ?? String(count);
const figure = (count: number): string => count.toLocaleString('en');
const seconds = (file: string, name: string): number => numberOf(file, name) / 1_000;
const minutes = (file: string, name: string): number => seconds(file, name) / 60;

const toRestore = numberOf('organization-deletion.service.ts', 'DAYS_TO_RESTORE');
const toReinstate = numberOf('membership.policy.ts', 'DAYS_TO_REINSTATE');
const grace = numberOf('subscription-state.policy.ts', 'GRACE_DAYS');
const runRate = numberOf('pace.policy.ts', 'RUN_RATE_DAYS');
const slashed = (values: readonly number[]): string => values.map(figure).join(', ');
const atOnce = (scope: 'perCaller' | 'perOrganization'): readonly number[] => [
  numberOf('concurrency-limiter.ts', `CONCURRENT_UPLOADS.${scope}`),
  numberOf('import-controller.ts', `PREVIEWS_AT_ONCE.${scope}`),
  numberOf('concurrency-limiter.ts', `EXPORTS_AT_ONCE.${scope}`),
  numberOf('reassignment-events.ts', `STREAMS_AT_ONCE.${scope}`),
  numberOf('conversations.controller.ts', `QUESTIONS_AT_ONCE.${scope}`),
];
const [uploads, previews, exports_, streams, questions] = atOnce('perCaller');
const [allUploads, allPreviews, allExports, allStreams, allQuestions] = atOnce('perOrganization');
const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;
const wholeAnswer = seconds('messages.service.ts', 'MAX_WAIT_MS');
const backoff = `${seconds('backoff.ts', 'FIRST_MS')} s to ${seconds('backoff.ts', 'MAX_MS')} s`;
const lease = seconds('outbox-rows.ts', 'LEASE_MS');
const poolSize = numberOf('load-platform.ts', 'POOL_SIZE');
const statementTimeout = seconds('load-platform.ts', 'STATEMENT_TIMEOUT_MS');
const inPages = (pages: readonly string[], says: string): Stated[] => pages.map((page) => ({ page, says }));

export const STATED: readonly Stated[] = [
  { page: 'README.md', says: `restore within ${toRestore} days` },
  { page: 'README.md', says: `undo within ${word(toReinstate)} days` },
  { page: 'docs/glossary.md', says: `it can be undone for ${word(toReinstate)} days` },
  { page: 'docs/glossary.md', says: `a deleted organization after ${toRestore} days` },
  {
    page: 'docs/glossary.md',
    says: `for ${lease} seconds at a time (60 for a pending answer of the assistant)`,
  },
  {
    page: 'docs/architecture.md',
    says: `Every ${word(seconds('live-streams.ts', 'CHECK_EVERY_MS'))} seconds the sessions`,
  },
  { page: 'docs/architecture.md', says: `only by \`purge_organization\`, ${toRestore} days after` },
  {
    page: 'docs/architecture.md',
    says: `run again, at most ${word(numberOf('transaction-conflict.ts', 'RETRIES'))} times`,
  },
  ...inPages(['docs/api.md'], `within ${numberOf('idempotency.ts', 'REPLAY_HOURS')} hours, the same key`),
  ...[
    `${figure(numberOf('rate-limiter.ts', 'LIMITS.credential.quota'))} per person or API key; ` +
      `${figure(numberOf('rate-limiter.ts', 'LIMITS.credential.quota'))} for all keys of one person; ` +
      `${figure(numberOf('rate-limiter.ts', 'LIMITS.organization.quota'))} per organization; ` +
      `${numberOf('rate-limiter.ts', 'LIMITS.address.quota')} per network address (IPv6: /${numberOf('client-address.ts', 'NETWORK_BITS')})`,
    `${numberOf('body-reader.ts', 'LARGEST.json') / 1_000} kB and ${figure(numberOf('body-reader.ts', 'MAX_VALUES'))} values`,
    `${seconds('body-reader.ts', 'ARRIVAL_LIMIT_MS')} seconds; an upload may pause for ${seconds('upload.ts', 'SILENCE_LIMIT_MS')} seconds`,
    `${uploads} uploads, ${previews} previews of imports, ${exports_} exports, ${streams} streams of reassignments, ` +
      `${questions} questions to the assistant, ${megabytes(numberOf('body-reader.ts', 'PER_SENDER_LIMIT'))} of JSON bodies`,
    `${allUploads} uploads, ${allPreviews} previews, ${allExports} exports, ${allStreams} streams, ${allQuestions} questions`,
    `${numberOf('live-streams.ts', 'LIVE_STREAMS_AT_ONCE.perCaller')} per caller, ` +
      `${figure(numberOf('live-streams.ts', 'LIVE_STREAMS_AT_ONCE.perOrganization'))} per organization`,
    `within ${numberOf('notification.policy.ts', 'DAYS_BEFORE_EXPIRY')} days`,
    `kept for ${numberOf('notification.policy.ts', 'DAYS_KEPT')} days`,
    `${megabytes(numberOf('body-reader.ts', 'TOTAL_LIMIT'))} for known callers, ${megabytes(numberOf('body-reader.ts', 'TOTAL_LIMIT'))} for all others`,
    `logos an hour, per organization | ${numberOf('logos.service.ts', 'LOGOS.quota')} |`,
    `invitation emails an hour | ${numberOf('invitation.policy.ts', 'MAILS_PER_HOUR')} per organization and per person`,
    `to one mailbox | ${numberOf('invitation.policy.ts', 'MAILS_PER_ADDRESS_AND_DAY')}, one of them`,
    `${numberOf('api-key.policy.ts', 'MAX_API_KEYS')} (409 \`api-key-limit-reached\`)`,
  ].flatMap((says) => inPages(['docs/api.md'], says)),
  ...[
    slashed([numberOf('report-page.policy.ts', 'MAX_PRINTED')]) + ' members the first 1,000 are printed',
    `first ${numberOf('printed-text.policy.ts', 'MAX_LETTERS')} letters`,
  ].flatMap((says) => inPages(['docs/analytics.md'], says)),
  ...[
    ...(['fast', 'balanced', 'powerful'] as const).map(
      (tier) =>
        `\`${tier}\` | ${numberOf('tiers.ts', `TIERS.${tier}.credits`)} | ${figure(numberOf('tiers.ts', `TIERS.${tier}.historyCharacters`))} characters`,
    ),
    `the model fails, ${wholeAnswer} s pass`,
    `the client disconnects, or ${wholeAnswer} s pass | \`failed\` | refunded, ${word(numberOf('turn.policy.ts', 'MAX_DISCONNECT_REFUNDS'))} times per member an hour`,
    `renewed every ${seconds('messages.service.ts', 'RENEW_INTERVAL_MS')} s; a job looks for expired leases every ${seconds('abandoned-turns.job.ts', 'INTERVAL_MS')} s`,
    `It takes up to ${wholeAnswer} s`,
    `for more than ${seconds('answer-client.ts', 'KEEP_ALIVE_MS')} s, the stream begins with a comment, and sends another one every ${seconds('answer-client.ts', 'KEEP_ALIVE_MS')} s`,
    `up to ${word(numberOf('answer-generator.ts', 'MAX_TOOL_ROUNDS'))} rounds`,
    `The whole answer may take ${wholeAnswer} s; each attempt without a stream ${seconds('open-ai-model.ts', 'MODEL_LIMITS.whole')} s; ` +
      `the first piece of a stream ${seconds('open-ai-model.ts', 'MODEL_LIMITS.beginning')} s; the pause between two pieces ${seconds('open-ai-model.ts', 'MODEL_LIMITS.silence')} s`,
    `asked up to ${word(numberOf('open-ai-model.ts', 'MODEL_LIMITS.retries') + 1)} times`,
    `cut off after ${figure(numberOf('completion.ts', 'MAX_ANSWER_LENGTH'))} characters`,
    `at most ${numberOf('sales-tools.ts', 'MAX_RESULTS')}, the largest first`,
  ].flatMap((says) => inPages(['docs/assistant.md'], says)),
  ...[
    `over a window of ${runRate} days`,
    `remaining / ${runRate} days`,
    `the last ${runRate} × 24 hours`,
    `less than ${runRate} days of history`,
    `a part of more than ${numberOf('printed-text.policy.ts', 'MAX_UNBROKEN')} letters`,
  ].flatMap((says) => inPages(['docs/analytics.md'], says)),
  { page: 'docs/audit-log.md', says: `may have ${word(exports_ ?? 0)} exports at the same time` },
  {
    page: 'docs/audit-log.md',
    says: `more than ${figure(numberOf('audited-records.ts', 'COUNTED_AT_MOST'))} records of a kind`,
  },
  { page: 'docs/console.md', says: `reinstated for ${word(toReinstate)} days` },
  { page: 'docs/billing.md', says: `**${grace} days** (\`graceEndsAt\`)` },
  { page: 'docs/billing.md', says: `at most ${word(grace)} days of grace` },
  {
    page: 'docs/configuration.md',
    says: `key is shorter than ${numberOf('production-rules.ts', 'MIN_SIGNING_KEY_BYTES')} bytes`,
  },
  ...inPages(
    ['docs/configuration.md'],
    `the product's name, 1 to ${numberOf('product.ts', 'MAX_PRODUCT_NAME')} characters`,
  ),
  ...inPages(['docs/configuration.md'], `opens at most ${poolSize} connections`),
  ...inPages(['docs/operations.md'], `opens at most ${poolSize} connections`),
  ...[
    `differ by ${numberOf('clerk-session.ts', 'CLOCK_SKEW_SECONDS')} s`,
    `at most ${seconds('clerk-api.ts', 'TIMEOUT_MS')} s; if it does not respond`,
    `stored for ${numberOf('webhook-events.ts', 'RETENTION_DAYS')} days`,
  ].flatMap((says) => inPages(['docs/identity.md'], says)),
  ...[
    `at most ${megabytes(numberOf('receive-file.ts', 'MAX_FILE.bytes'))} and a ${word(numberOf('text-encoding.policy.ts', 'MAX_LINES'))} lines`,
    `the first ${word(numberOf('import-previews.service.ts', 'PREVIEWED_ROWS'))} rows`,
    `first ${word(numberOf('import-previews.service.ts', 'MAX_REPORTED'))} rows`,
    `first ${word(numberOf('date-columns.ts', 'MAX_ROWS'))} rows of the column`,
    `kept for ${numberOf('import-leftovers.ts', 'REJECTED_ROWS_KEPT_DAYS')} days, and at most ${megabytes(numberOf('import-rows.ts', 'KEPT_BYTES'))} of them`,
    `one running import and ${word(numberOf('import-queue.ts', 'MAX_UNFINISHED') - 1)} waiting ones`,
    `imports for ${word(seconds('import-run.ts', 'RUN_MS'))} seconds`,
    `${numberOf('csv-reader.ts', 'WINDOW') / 1_024} kB at a time; rows are checked ${numberOf('import-batch.ts', 'ROWS_PER_TICK')} at a time`,
    `failed ${word(numberOf('import.job.ts', 'MAX_TRIES'))} times`,
    `more than ${figure(numberOf('import.job.ts', 'MAX_REJECTED'))} rows`,
    `in pieces of ${numberOf('text-decoding.ts', 'PIECE') / 1_024} kB`,
    `the pieces are stored first, ${word(numberOf('import-pieces.ts', 'PIECES_AT_ONCE'))} in a transaction`,
    `${word(exports_ ?? 0)} exports at the same time`,
  ].flatMap((says) => inPages(['docs/imports.md'], says)),
  {
    page: 'docs/monthly-report.md',
    says: `Every ${word(seconds('report-scheduled-run.job.ts', 'INTERVAL_MS'))} seconds a job`,
  },
  ...[
    `running jobs get ${seconds('jobs.ts', 'HANDLERS_LIMIT_MS')} s`,
    `the plan for ${word(grace)} days`,
    `time out after ${seconds('stripe-client.ts', 'TIMEOUT_MS')} s and are tried ${word(numberOf('stripe-client.ts', 'RETRIES') + 1)} times`,
    `tried again after ${backoff}`,
    `at most ${seconds('backoff.ts', 'MAX_MS')} s.`,
    `is skipped, for ${seconds('due-work.ts', 'FIRST_PAUSE_MS')} s and then twice as long each time up to an hour`,
    `longer than ${statementTimeout} s** (\`DATABASE_STATEMENT_TIMEOUT_MS\`)`,
    `\`init.sql\` sets it to ${statementTimeout} s`,
    `from \`webhook_event\` after ${word(numberOf('webhook-events.ts', 'RETENTION_DAYS'))} days`,
    `for their undo) after ${word(toReinstate)} days`,
    `For ${word(toRestore)} days either can restore it. Then, within ${word(minutes('purge-organizations.job.ts', 'EVERY'))} minutes`,
    `at most ${figure(numberOf('purge-organizations.job.ts', 'ROWS'))} rows`,
    `less than ${word(toRestore)} days ago`,
    `${word(numberOf('local-tokens.ts', 'DAYS_VALID')).replace('seven', 'Seven')} days after step 2`,
    `local identity (${numberOf('local-tokens.ts', 'DAYS_VALID')} days)`,
    `cookie (${numberOf('dashboard-guard.ts', 'MINUTES')} minutes)`,
    `up to ${lease} s later`,
    `its lease (${lease} s)`,
  ].flatMap((says) => inPages(['docs/operations.md'], says)),
];

/** Numbers with a unit that come from no limit of the source: measured, another program's, or told as an example. */
export const NOT_HELD: readonly RegExp[] = [
  // Held by tests of their own: concurrency, the life cycle, the shutdown, Stripe's tolerance, the rules of secrets.
  /forty invitations sent at once|two free seats/,
  /Pro, past_due, 7 days/,
  /ends a process within 10 s/,
  /Signature and time \(five minutes\)/,
  /at least 32 (random )?characters|2048 bits/,
  /its lease: 60 s on the message/,
  // Measured once, and said so.
  /NDJSON, 362 MB, took 15 seconds|at most 348 MB of memory/,
  /ten times as many took 4 s and 1\.4 GB/,
  /while 38 MB were uploaded|at most 0\.2 s|it took 0\.4 s/,
  /about 100 MB|about 60 MB, up to 200 MB/,
  /two cores, 460,000 rows|15,000 rows a second|transaction 0\.75 s/,
  /some hundred to some thousand records/,
  // Measured by `npm run bench -- dev`, and held three times as wide in test/start/dev.soak.ts.
  /live within about two seconds/,
  // Examples and ways of speaking.
  /the API in five minutes/,
  /between two days|down for three months|twelve months that start|is written to the ledger with 0 credits/,
  /file of a million rows/,
  /last thousand jobs/,
];

/** Pages in which numbers are figures of a measurement, or are run or asserted as they are there by another test. */
export const OTHER_PAGES = /(CONTRIBUTING|performance|reliability|tour|demo|dependencies|security|STYLE)\.md$/;

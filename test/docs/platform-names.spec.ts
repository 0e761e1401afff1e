import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const FOLDER = join(process.cwd(), 'src', 'platform');

/** The business that modules own; in the singular. */
const BUSINESS = new Set([
  ...['role', 'plan', 'seat', 'subscription', 'table', 'queue', 'event', 'clerk', 'stripe'],
  ...['billing', 'credit', 'payment', 'price', 'logo', 'superadmin', 'assistant', 'invitation', 'reassignment'],
  ...['campaign', 'deal', 'lead', 'conversation', 'webhook'],
]);

interface Exception {
  readonly word: string;
  /** The files, as a pattern of the path below `src/platform`; all files without one. */
  readonly files?: RegExp;
  /** The line; every line of these files without one. */
  readonly line?: RegExp;
  readonly reason: string;
}

const EXCEPTIONS: readonly Exception[] = [
  { word: 'role', line: /process_?role/i, reason: 'which work a process does; the variable PROCESS_ROLE is public' },
  { word: 'role', files: /^jobs\/jobs\.ts$/, line: /depending on its role/, reason: "the process' role" },
  { word: 'role', files: /^config\/configuration\.ts$/, line: /the setting of the role/, reason: "Postgres' role" },
  { word: 'role', files: /^config\/load-/, reason: "Postgres' role" },
  { word: 'role', files: /^database\//, reason: "Postgres' role" },
  { word: 'role', files: /^secrets\/secret-rotation\.ts$/, reason: "Postgres' role" },

  {
    word: 'plan',
    files: /^database\/(statement-batch|statement-names|tenant-database)\.ts$/,
    reason: "Postgres' plan of a statement",
  },
  {
    word: 'plan',
    files: /^database\/citus(\.policy)?\.ts$/,
    reason: "the plan by which Citus' tables are distributed",
  },

  { word: 'subscription', files: /^jobs\/queue-connections\.ts$/, reason: "Redis' subscriptions" },

  { word: 'table', files: /^(database|secrets)\//, reason: "SQL's table" },
  { word: 'table', files: /^config\/load-migration-target\.ts$/, reason: "SQL's table" },
  { word: 'table', files: /^jobs\/(outbox-rows|\w+(-\w+)*\.entity)\.ts$/, reason: "SQL's table" },
  { word: 'table', files: /^(platform\.(module|tables)|storage\/stored-file\.entity)\.ts$/, reason: "SQL's table" },
  { word: 'table', files: /^money\/currency(\.spec)?\.ts$/, reason: 'a table in the code: the list of currencies' },

  { word: 'queue', files: /^jobs\//, reason: "Bull's queue as such; modules define and name theirs" },
  { word: 'queue', files: /^platform\.module\.ts$/, reason: "Bull's queue as such; modules define and name theirs" },
  { word: 'queue', files: /^metrics\/service-metrics\.ts$/, reason: 'the label of public metrics' },
  { word: 'queue', files: /^fair\//, reason: 'a data structure' },
  { word: 'queue', files: /^http\/(body-reader|concurrency-limiter)\.ts$/, reason: 'requests that wait' },

  { word: 'event', files: /^events\//, reason: "the base of the modules' events" },
  { word: 'event', line: /(add|remove)EventListener|event loop|an error event/, reason: "Node's events" },
  { word: 'event', files: /^http\/upload\.ts$|^jobs\/redis-check\.ts$/, reason: "Node's events" },
  { word: 'event', files: /^openapi\/describe\.ts$/, reason: 'server-sent events' },
  { word: 'event', files: /^logging\/logger\.ts$/, reason: 'what is logged' },

  ...['invitation', 'reassignment', 'conversation'].map((word) => ({
    word,
    files: /^ids\/ids\.ts$/,
    reason: 'the types of IDs are in one place, since modules below the owner take them too',
  })),
  { word: 'superadmin', files: /^openapi\/document-problems\.ts$/, reason: 'a kind of access rule, as in `x-access`' },
  { word: 'lead', line: /lead(s|ing)? to\b/, reason: 'the verb' },
  { word: 'logo', files: /^config\/(product|variables)\.ts$/, reason: "the product's own, not an organization's" },
  { word: 'table', files: /^(http|pages)\//, reason: 'of HTML' },
  { word: 'event', files: /^http\/event-stream\.ts$/, reason: 'of a stream of server-sent events (HTML standard)' },
  { word: 'webhook', files: /^(http|openapi)\//, reason: 'a kind of request' },
];

/** The words of names, strings and comments: split at capitals, digits and signs, in lower case and in the singular. */
function wordsOf(line: string): string[] {
  const parts = line.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return parts.map((part) => part.toLowerCase()).flatMap((word) => [word, word.replace(/s$/, '')]);
}

function isExcepted(word: string, file: string, line: string): boolean {
  return EXCEPTIONS.some(
    (exception) =>
      exception.word === word && (exception.files?.test(file) ?? true) && (exception.line?.test(line) ?? true),
  );
}

function findingsIn(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const words = new Set(wordsOf(line).filter((word) => BUSINESS.has(word) && !isExcepted(word, file, line)));
    return [...words].map((word) => `${file}:${index + 1} ${word}: ${line.trim()}`);
  });
}

const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort();
const texts = new Map(files.map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]));

describe('the words of src/platform', () => {
  it('are found in names, strings and comments', () => {
    const text = "const seatLimit = 'stripe_price'; // by the PlanChange";
    expect(findingsIn('x.ts', text).map((finding) => finding.split(' ')[1])).toEqual(
      expect.arrayContaining(['seat:', 'stripe:', 'price:', 'plan:']),
    );
  });

  it('name nothing of the business', () => {
    expect(files.length).toBeGreaterThan(100);
    expect([...texts].flatMap(([file, text]) => [...findingsIn(file, text), ...findingsIn(file, file)])).toEqual([]);
  });

  it('need each exception', () => {
    const unused = EXCEPTIONS.filter(({ files: pattern, reason }) => pattern && !reason.startsWith('temporary')).filter(
      ({ word, files: pattern, line }) =>
        ![...texts].some(
          ([file, text]) =>
            pattern?.test(file) &&
            text.split('\n').some((one) => wordsOf(one).includes(word) && (line?.test(one) ?? true)),
        ),
    );
    expect(unused.map(({ word, files: pattern }) => `${word} ${String(pattern)}`)).toEqual([]);
  });
});

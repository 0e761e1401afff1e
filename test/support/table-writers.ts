import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SOURCES = join(__dirname, '..', '..', 'src');

type Verb = 'insert' | 'update' | 'delete';

/** A place in the sources whose SQL writes a table. */
export interface Writer {
  /** Relative to `src`. */
  readonly file: string;
  /** The folder in `src`. */
  readonly module: string;
  readonly verb: Verb;
  /** Null: the text of the program names it at run time. */
  readonly table: string | null;
}

/** In the place of a part that is known only at run time. */
const HOLE = '\u0000';

/** `update` is also a part of `for update` and of `on conflict … do update`; only before `set` a name of a table is behind it. */
const WRITES = new RegExp(
  `\\b(?:(insert)\\s+into|(delete)\\s+from|(update)(?=\\s+(?:only\\s+)?\\S+(?:\\s+(?:as\\s+)?\\w+)?\\s+set\\b))\\s+(?:only\\s+)?"?(\\w+|${HOLE})`,
  'gi',
);

/** Migrations make and move tables; the sample data imitates the past of every module, row by row. */
const EXCEPT = /^(migrations|demo)\/|\.(spec|fixture)\.ts$/;

/** Every place of the sources that writes a table, except for migrations and the sample data. */
export function tableWriters(): Writer[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !EXCEPT.test(file))
    .sort()
    .flatMap((file) => writersIn(file, readFileSync(join(SOURCES, file), 'utf8')));
}

/** The writers in the text of one file. */
export function writersIn(file: string, source: string): Writer[] {
  const found: Writer[] = [];
  const [module = ''] = file.split('/');
  const readNode = (node: ts.Node): void => {
    const text = textOf(node);
    for (const [, insert, deletion, update, name] of text?.matchAll(WRITES) ?? []) {
      const verb = (insert ?? deletion ?? update ?? '').toLowerCase() as Verb;
      found.push({ file, module, verb, table: name === HOLE || name === undefined ? null : name });
    }
    ts.forEachChild(node, readNode);
  };
  readNode(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return found;
}

/** The text of a string or template; undefined for another part of a program. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join('');
}

/** A file that writes tables whose names it gets at run time: which they can be. */
interface WriterByName {
  readonly file: string;
  readonly tables: readonly string[];
  /** Why it may, where another module owns the tables. */
  readonly reason?: string;
}

const RECORD_TABLES = ['lead', 'deal', 'campaign', 'sequence', 'call', 'automation', 'integration'];
const OWNED_TABLES = ['lead', 'deal', 'campaign', 'sequence'];

/** The files with a statement for several tables. */
export const WRITERS_BY_NAME: readonly WriterByName[] = [
  { file: 'records/kind/record-references.ts', tables: ['deal', 'call', 'sequence'] },
  { file: 'records/kind/record-sql.ts', tables: RECORD_TABLES },
  { file: 'records/kind/records.service.ts', tables: RECORD_TABLES },
  { file: 'records/imports/rows/record-creation.ts', tables: ['lead', 'deal', 'campaign'] },
  {
    file: 'offboarding/reassignment/reassignment-source.ts',
    tables: OWNED_TABLES,
    reason:
      'One statement moves a batch of records and records the moves of a removal (decision 21): both are certain to be of the same ' +
      'rows, and 100,000 records need half of the messages.',
  },
  {
    file: 'offboarding/reassignment/removal-moves.ts',
    tables: OWNED_TABLES,
    reason: 'One statement deletes a batch of moves and returns their records, for the same reason.',
  },
  {
    file: 'platform/secrets/secret-rotation.ts',
    tables: ['integration', 'invitation_mail'],
    reason:
      'Encrypts again the columns that modules declare as a SealedColumn; it knows neither their tables nor their meaning.',
  },
];

import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import { isConnectionUnusableAfter, statementName } from './statement-names.js';

/** One statement of a batch. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /**
   * Planned with these values, each time. Otherwise the statement is prepared, and after a few calls it gets a generic plan.
   * That is faster at first but a bad plan if the values decide whether a few rows are read or most of a table.
   */
  readonly plan?: 'custom';
}

/** The part of `pg`'s connection that is used; it is not typed in full. */
interface PgConnection {
  readonly stream: { cork(): void; uncork(): void };
  /** The texts that are prepared on the connection, by name; shared with `pg`'s own queries. */
  readonly parsedStatements: Record<string, string>;
  close(message: { type: 'S'; name: string }): void;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P' }): void;
  execute(): void;
  sync(): void;
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

type Row = Record<string, unknown>;

/** How to parse a statement's rows; Postgres keeps it the same for as long as the statement is prepared. */
interface Shape {
  readonly names: readonly string[];
  readonly parsers: readonly ((text: string) => unknown)[];
}

const NO_ROWS: Shape = { names: [], parsers: [] };

const shapesOf = new WeakMap<PgConnection, Map<string, Shape>>();

/**
 * Statements that are sent in one write and answered in one, up to a single `Sync`: after an error Postgres skips the rest of
 * them, so that a COMMIT at the end commits all or nothing. A statement that was prepared before is neither parsed nor
 * described again.
 *
 * `pg` offers this for one statement at a time. With four of its queries in a row, Postgres answers in four writes and the
 * process wakes up four times; measured, that was a fifth of the CPU time of a read.
 */
export class StatementBatch extends pg.Query {
  /** The rows of each statement that was answered; the last one may have failed half-way. */
  readonly rowsOf: Row[][] = [];
  /** The command tag of the last statement that was answered: `COMMIT`, or `ROLLBACK` instead of it. */
  command = '';
  /** Resolves when Postgres has answered the last statement, or with the error. */
  readonly settled: Promise<Error | null>;
  /** Whether an error makes the connection unusable, since its state is unknown. */
  inDoubt = false;
  private current = 0;
  private shapes = new Map<string, Shape>();
  private pgConnection: PgConnection | null = null;
  private unreadable: Error | null = null;
  private settle: (failure: Error | null) => void = () => undefined;

  constructor(private readonly statements: readonly Statement[]) {
    super(statements[0]?.text);
    this.settled = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** How many of the statements, from the first, were answered completely. */
  get answered(): number {
    return this.unreadable ? 0 : this.current;
  }

  /** Called by `pg` when the connection is free; returns the error that prevented sending, which is then reported. */
  override submit = (connection: unknown): Error | null => {
    const pgConnection = connection as PgConnection; // See `PgConnection`.
    this.pgConnection = pgConnection;
    this.shapes = shapesOf.get(pgConnection) ?? new Map<string, Shape>();
    shapesOf.set(pgConnection, this.shapes);
    pgConnection.stream.cork();
    try {
      for (const statement of this.statements) this.send(pgConnection, statement);
      pgConnection.sync();
      return null;
    } catch (error) {
      this.inDoubt = true;
      return error as Error;
    } finally {
      pgConnection.stream.uncork();
    }
  };

  private send(pgConnection: PgConnection, statement: Statement): void {
    const { text, values } = statement;
    const name = nameOf(statement);
    const isKnown = name !== '' && pgConnection.parsedStatements[name] !== undefined;
    // A statement that was prepared and then failed may exist without our knowing; closing one that does not exist is not an
    // error.
    if (name !== '' && !isKnown) pgConnection.close({ type: 'S', name });
    if (!isKnown) pgConnection.parse({ name, text });
    pgConnection.bind({ statement: name, values, valueMapper: prepareValue });
    if (mayAnswerRows(text) && (name === '' || !this.shapes.has(name))) pgConnection.describe({ type: 'P' });
    pgConnection.execute();
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    const shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => parserOf(dataTypeID)),
    };
    this.shapes.set(this.currentName(), shape);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const shape = this.shapes.get(this.currentName());
    try {
      (this.rowsOf[this.current] ??= []).push(toRow(fields, shape));
    } catch (error) {
      this.unreadable ??= error as Error;
    }
  }

  handleCommandComplete({ text: command }: { text: string }): void {
    const name = this.currentName();
    const text = this.statements[this.current]?.text ?? '';
    if (this.pgConnection && name !== '') this.pgConnection.parsedStatements[name] = text;
    // A statement without rows has no description either.
    if (name !== '' && !this.shapes.has(name)) this.shapes.set(name, NO_ROWS);
    this.command = command;
    this.rowsOf[this.current] ??= [];
    this.current += 1;
  }

  private currentName(): string {
    const statement = this.statements[this.current];
    return statement ? nameOf(statement) : '';
  }

  handleReadyForQuery(): void {
    this.settle(this.unreadable);
  }

  handleError(error: Error): void {
    this.inDoubt ||= isConnectionUnusableAfter(error);
    this.settle(error);
  }
}

/** Statements with a tenant in their text differ for every tenant, so they are not prepared. */
function nameOf({ text, plan }: Statement): string {
  return plan === 'custom' || text.startsWith('SET ') ? '' : (statementName(text) ?? '');
}

function mayAnswerRows(text: string): boolean {
  return !/^(BEGIN|SET|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)/.test(text);
}

/** The parser of `pg` for this type, including our own parsers. */
const parserOf = pg.types.getTypeParser as unknown as (type: number) => (text: string) => unknown; // It types only the known ones.

function toRow(fields: readonly (string | null)[], shape: Shape | undefined): Row {
  if (shape?.names.length !== fields.length) throw new Error('Rows did not match their description.');
  const row: Row = {};
  for (let index = 0; index < fields.length; index += 1) {
    const text = fields[index] ?? null;
    row[shape.names[index] ?? ''] = text === null ? null : shape.parsers[index]?.(text);
  }
  return row;
}

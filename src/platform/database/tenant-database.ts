import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueryResultRow } from 'pg';
import type { OrganizationId } from '../ids/ids.js';
import { logger } from '../logging/logger.js';
import { openingOf, type AccessLockMode } from './access-lock.js';
import { poolOf } from './data-source.js';
import { captureOrigin, noteFailedStatement, type Origin } from './failed-statement.js';
import { claimIdempotency, storeAnswer } from './idempotency.js';
import { rollBack } from './roll-back.js';
import { StatementBatch, type Statement } from './statement-batch.js';
import { beginFor, type DoorCaller, type DoorRow, type IdempotencyClaim } from './tenancy.js';
import { TenantTransaction } from './tenant-transaction.js';
import { retryConflicts } from './transaction-conflict.js';

/** Where the door stands among the statements of a read: behind BEGIN and SET LOCAL. */
const DOOR = 2;

/**
 * The one door for every transaction of a tenant: nothing else opens one. The first message of each names the tenant
 * and, where there is a caller, asks who they are; the answer is judged before anything is read out or written.
 *
 * Every transaction but a read holds the organization's access lock from its first statement on: shared, so that what the
 * caller may do stays as it was answered until the commit, or exclusive where it changes who may do what (the methods
 * `changeAccess…`). A transaction that Postgres ends in favour of another one is run again from its beginning, so `work` keeps
 * nothing of one run for the next.
 */
@Injectable()
export class TenantDatabase {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Reads in one round trip: begin, tenant, door, the statement and commit leave in one write to the socket. The rows are
   * let go only when the door's answer has been judged; refused, they are dropped unread.
   *
   * @throws the caller's refusal (404 `organization-not-found`, 403 `permission-denied`)
   */
  async read<Row extends QueryResultRow>(caller: DoorCaller, statement: Statement): Promise<Row[]> {
    return this.pipelined<Row>(caller, statement, captureOrigin());
  }

  /** Asks the door alone, where nothing else is to be read. */
  async enter(caller: DoorCaller): Promise<void> {
    await this.pipelined(caller, null, captureOrigin());
  }

  /**
   * A transaction of a caller: the door, then `work`, then COMMIT. What `work` answers is the answer of the request; under
   * an `Idempotency-Key` it is stored with the effect, and a repeated call gets the stored one without `work`.
   *
   * @param stored what of the answer is kept for that: secrets are left out
   */
  async write<T>(
    caller: DoorCaller,
    work: (tx: TenantTransaction) => Promise<T>,
    stored: (answer: T) => unknown = (answer) => answer,
  ): Promise<T> {
    const inside = (tx: TenantTransaction): Promise<T> => once(tx, caller.idempotency, work, { stored });
    return this.transaction(caller.organizationId, 'shared', inside, caller);
  }

  /**
   * As {@link write}, for a change of who may do what: a membership ends, begins again or gets another role, a key is revoked,
   * the organization is deleted. It waits until every write under way has ended, and the next ones wait for it and ask again
   * what their caller may do.
   */
  async changeAccess<T>(caller: DoorCaller, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    const inside = (tx: TenantTransaction): Promise<T> => once(tx, caller.idempotency, work);
    return this.transaction(caller.organizationId, 'exclusive', inside, caller);
  }

  /**
   * A transaction of a caller that is one step of a longer use case: the door, then `work`, then COMMIT. What an
   * `Idempotency-Key` means is up to the use case, whose effect is not complete with this step.
   */
  async step<T>(caller: DoorCaller, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    return this.transaction(caller.organizationId, 'shared', work, caller);
  }

  /**
   * As {@link write}, for a change about which somebody outside has to be asked: `prepare` decides in a transaction of its own;
   * `ask` runs while none is open, so that a slow answer holds neither a connection nor a lock; `finish` writes what came of it
   * and answers. Under an `Idempotency-Key` a repeated call gets the stored answer before anybody is asked; two at once may both
   * ask, so what is asked for has to bear a key of its own.
   */
  async writeAsking<Prepared, Told, T>(
    caller: DoorCaller,
    steps: {
      readonly prepare: (tx: TenantTransaction) => Promise<Prepared>;
      readonly ask: (prepared: Prepared) => Promise<Told>;
      readonly finish: (tx: TenantTransaction, told: Told) => Promise<T>;
    },
  ): Promise<T> {
    const { idempotency } = caller;
    const begin = async (tx: TenantTransaction): Promise<{ answer: T } | { prepared: Prepared }> => {
      const earlier = idempotency && (await claimIdempotency(tx, idempotency));
      if (!earlier) return { prepared: await steps.prepare(tx) };
      idempotency.replayed(earlier.status);
      // The stored text is what `finish` answered then.
      return { answer: JSON.parse(earlier.body) as T };
    };
    const begun = await this.step(caller, begin);
    if ('answer' in begun) return begun.answer;
    const told = await steps.ask(begun.prepared);
    return this.write(caller, (tx) => steps.finish(tx, told));
  }

  /**
   * A transaction without a caller: a job's. Row-level security holds as ever.
   */
  async visit<T>(organizationId: OrganizationId, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
    return this.transaction(organizationId, 'shared', work, null);
  }

  /** As {@link visit}, for a change of who may do what. */
  async changeAccessAsSystem<T>(
    organizationId: OrganizationId,
    work: (tx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    return this.transaction(organizationId, 'exclusive', work, null);
  }

  /**
   * A transaction of somebody who is signed in but no member (yet): the holder of a link that names the organization, or
   * its founder. `work` decides what they may, also whether a stored answer is still theirs to hear: where `mayReplay` says
   * no, it is asked as if for the first time.
   */
  async visitOnce<T>(
    organizationId: OrganizationId,
    claim: IdempotencyClaim | null,
    work: (tx: TenantTransaction) => Promise<T>,
    mayReplay?: (tx: TenantTransaction) => Promise<boolean>,
  ): Promise<T> {
    const inside = (tx: TenantTransaction): Promise<T> => once(tx, claim, work, mayReplay ? { mayReplay } : {});
    return this.transaction(organizationId, 'shared', inside, null);
  }

  /** As {@link visitOnce}, for a change of who may do what. */
  async changeAccessAsNonMember<T>(
    organizationId: OrganizationId,
    claim: IdempotencyClaim | null,
    work: (tx: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    return this.transaction(organizationId, 'exclusive', (tx) => once(tx, claim, work), null);
  }

  /**
   * Waits until every write that is under way in these organizations has ended. For a change of access that is committed
   * outside of any organization: writes that begin after it are refused, and after this there is none left from before it.
   */
  async awaitWritesUnderWay(organizationIds: readonly OrganizationId[]): Promise<void> {
    for (const id of organizationIds) await this.changeAccessAsSystem(id, () => Promise.resolve());
  }

  private async pipelined<Row extends QueryResultRow>(
    caller: DoorCaller,
    statement: Statement | null,
    origin: Origin,
  ): Promise<Row[]> {
    const statements: Statement[] = [
      ...beginFor(caller.organizationId).map((text) => ({ text, values: [] })),
      caller.question,
      ...(statement ? [statement] : []),
      { text: 'COMMIT', values: [] },
    ];
    const read = new StatementBatch(statements);
    const client = await poolOf(this.dataSource).connect();
    client.query(read);
    const failure = await read.settled;
    if (failure) noteFailedStatement(failure, statements[read.answered]?.text ?? '', origin);
    // Only after COMMIT or ROLLBACK is the connection fit for the next tenant; in doubt it is destroyed.
    client.release(failure !== null && (read.inDoubt || !(await rollBack(client))));
    const door = read.rowsOf[DOOR];
    // A refusal comes before whatever the statement itself ran into.
    // What the driver hands out is untyped; the question's columns are those of a DoorRow.
    if (door) caller.judge(firstRow(door as unknown as DoorRow[]));
    if (failure) throw failure;
    return (statement ? read.rowsOf[DOOR + 1] : []) as Row[];
  }

  private async transaction<T>(
    organizationId: OrganizationId,
    access: AccessLockMode,
    work: (tx: TenantTransaction) => Promise<T>,
    caller: DoorCaller | null,
  ): Promise<T> {
    const opening = openingOf(organizationId, access);
    return retryConflicts(async () => {
      const client = await poolOf(this.dataSource).connect();
      const tx = new TenantTransaction(organizationId, client, opening);
      let isFit = false;
      try {
        if (caller) caller.judge(await tx.one<DoorRow>(caller.question.text, caller.question.values));
        const answer = await work(tx);
        await tx.commit();
        isFit = true;
        tx.runAfterCommit();
        return answer;
      } catch (error) {
        isFit ||= await tx.rollBack();
        throw error;
      } finally {
        // A connection about which there is any doubt is destroyed: the next user of an open transaction would be its tenant.
        if (!isFit) logger.warn('A database connection in doubt is destroyed.');
        client.release(!isFit);
      }
    });
  }
}

/** How an answer is kept under an idempotency key: what of it, and who may hear it again. */
interface Keeping<T> {
  readonly stored?: (answer: T) => unknown;
  readonly mayReplay?: (tx: TenantTransaction) => Promise<boolean>;
}

/** Does `work` once per idempotency key: the stored answer stands in for a second time. */
async function once<T>(
  tx: TenantTransaction,
  claim: IdempotencyClaim | null,
  work: (tx: TenantTransaction) => Promise<T>,
  { stored = (kept) => kept, mayReplay = () => Promise.resolve(true) }: Keeping<T> = {},
): Promise<T> {
  if (!claim) return work(tx);
  const earlier = await claimIdempotency(tx, claim);
  if (earlier && (await mayReplay(tx))) {
    claim.replayed(earlier.status);
    // The stored text is what `work` answered then.
    return JSON.parse(earlier.body) as T;
  }
  const answer = await work(tx);
  storeAnswer(tx, claim, stored(answer));
  return answer;
}

function firstRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('The door gave no answer.');
  return row;
}

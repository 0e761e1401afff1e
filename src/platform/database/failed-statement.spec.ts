import fc from 'fast-check';
import {
  databaseFacts,
  describeDatabaseError,
  recordFailedStatement,
  withOrigin,
  statementLabel,
  withoutValues,
} from './failed-statement.js';

describe('the detail of a database error in the log', () => {
  it.each([
    ['Key (email)=(ada@example.com) already exists.', 'Key (email) already exists.'],
    [
      'Key (organization_id, lower(name))=(0190, a) (b)=(c) already exists.',
      'Key (organization_id, lower(name)) already exists.',
    ],
    [
      'Key (user_id)=(0190) is not present in table "user_account".',
      'Key (user_id) is not present in table "user_account".',
    ],
    ['Key (id)=(1) is still referenced from table "book".', 'Key (id) is still referenced from table "book".'],
    ['Failing row contains (0190, ada@example.com, null).', undefined],
    ['Token "secret" is invalid.', undefined],
  ])('%s', (detail, kept) => {
    expect(withoutValues(detail)).toBe(kept);
  });

  it('keeps the processes and locks of a deadlock', () => {
    const detail =
      'Process 71 waits for ShareLock on transaction 740; blocked by process 72.\n' +
      'Process 72 waits for ExclusiveLock on tuple (0,7) of relation 16500 of database 16384; blocked by process 71.';
    expect(withoutValues(detail)).toBe(detail);
  });

  it('keeps no value of any kind', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), (text) => {
        const value = `§${text}§`;
        const kept = [
          `Key (email)=(${value}) already exists.`,
          `Key (email)=(${value}) is not present in table "x".`,
          `Failing row contains (${value}).`,
          value,
        ].map(withoutValues);
        expect(kept.join(' ')).not.toContain('§');
      }),
    );
  });
});

describe('a failed statement in the log', () => {
  it('is named by its first words and by our own code that asked for it, without the message', async () => {
    const error = Object.assign(new Error('duplicate key "ada@example.com"'), { code: '23505', table: 'shelf' });
    async function failing(): Promise<never> {
      await Promise.resolve();
      recordFailedStatement(error, '\n  insert into shelf\n  values ($1)');
      recordFailedStatement(error, 'COMMIT');
      throw error;
    }
    async function createShelf(): Promise<void> {
      await withOrigin(failing());
    }
    await expect(createShelf()).rejects.toBe(error);
    const described = describeDatabaseError(error);
    expect(described).toMatchObject({ code: '23505', table: 'shelf', statement: 'insert into shelf values ($1)' });
    expect(described['stack']).toEqual(
      expect.arrayContaining([expect.stringMatching(/createShelf .*failed-statement\.spec\.ts/)]),
    );
    expect(JSON.stringify(described)).not.toContain('ada@');
  });

  it.each([
    ['\n insert into thing (id)\n values ($1)', 'insert into thing'],
    ['update "thing" set name = $1', 'update thing'],
    ['with due as (select id from thing for update) delete from due_work using due', 'delete from due_work'],
    ['select id, name\n from thing where id = $1 for no key update', 'select thing'],
    ['COMMIT', undefined],
  ])('%j has the name %j', (text, name) => {
    expect(statementLabel(text)).toBe(name);
  });

  it('is not claimed of an error that is not of the database', () => {
    expect(databaseFacts(new Error('ada@example.com'))).toEqual({});
  });
});

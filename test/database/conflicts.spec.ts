import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Client } from '../support/client.js';
import { waitFor } from '../support/wait.js';
import { World } from '../support/world.js';

let world: World;
let organization: { id: string; owner: Client; path: string };
beforeAll(async () => {
  world = await World.start();
  organization = await world.organization('enterprise');
  // Ends the first transactions that write a lead of this company, as Postgres ends one of two that wait for each other.
  await world.database.admin.query(`
    create sequence conflict;
    grant usage on sequence conflict to public;
    create function lose() returns trigger language plpgsql as $$
    begin
      if new.company in ('40P01', '40001') and nextval('conflict') <= 2 then
        raise exception 'lost' using errcode = new.company;
      end if;
      if new.company = 'always' then raise exception 'lost' using errcode = '40P01'; end if;
      return new;
    end $$;
    create trigger lose before insert on lead for each row execute function lose();
    create function lose_sign_in() returns trigger language plpgsql as $$
    begin
      if new.email like 'conflict-%' and nextval('conflict') <= 2 then
        raise exception 'lost' using errcode = upper(substring(new.email from 10 for 5));
      end if;
      if new.email = 'always@example.com' then raise exception 'lost' using errcode = '40P01'; end if;
      return new;
    end $$;
    create function lose_choice() returns trigger language plpgsql as $$
    begin
      if new.name = 'Always' then raise exception 'lost' using errcode = '40P01'; end if;
      return new;
    end $$;
    create trigger lose before insert on user_email for each row execute function lose_sign_in();
    alter table lead add constraint no_secret check (phone <> '+49 555 77');
  `);
});
afterAll(() => world.stop());

async function leadsNamed(name: string): Promise<number> {
  const { rows } = await world.database.admin.query<{ count: number }>(
    `select (select count(*) from lead where organization_id = $1 and name = $2)::int
            + (select count(*) from audit_event where organization_id = $1 and target_name = $2)::int as count`,
    [organization.id, name],
  );
  return rows[0]?.count ?? 0;
}

/** The log's line about the error of a request; lines are written in blocks. */
async function logOf({ body }: Answer): Promise<Record<string, unknown>> {
  const { requestId } = body as { requestId: string };
  const line = await waitFor('the line of the log', () =>
    world.service
      .output()
      .split('\n')
      .find((text) => text.includes(requestId) && text.includes('"error":') && text.endsWith('}')),
  );
  return JSON.parse(line) as Record<string, unknown>;
}

describe('a transaction that Postgres ends in favour of another one', () => {
  it.each(['40P01', '40001'])('is run again from its beginning, and is in force once (%s)', async (company) => {
    await world.database.admin.query(`alter sequence conflict restart`);
    const { status } = await organization.owner.post(`${organization.path}/leads`, {
      name: `Again ${company}`,
      company,
    });
    expect(status).toBe(201);
    // The lead and its audit event.
    expect(await leadsNamed(`Again ${company}`)).toBe(2);
  });

  it('is answered 503 with Retry-After where it loses every time, and leaves nothing', async () => {
    const answer = await organization.owner.post(`${organization.path}/leads`, { name: 'Never', company: 'always' });
    const { status, headers, body } = answer;
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'service-unavailable' });
    expect(headers.get('retry-after')).toBe('1');
    expect(await leadsNamed('Never')).toBe(0);
    expect(await logOf(answer)).toMatchObject({ level: 'warn', error: { code: '40P01' } });
  });
});

describe('a transaction outside of any organization', () => {
  const accountsNamed = async (name: string): Promise<number> => {
    const { rows } = await world.database.admin.query('select 1 from user_account where name = $1', [name]);
    return rows.length;
  };

  it.each(['40p01', '40001'])('is run again as well: a first sign-in (%s)', async (code) => {
    await world.database.admin.query(`alter sequence conflict restart`);
    const name = `Again ${code}`;
    const answer = await world.anonymous.post('/auth/sign-in', { email: `conflict-${code}@example.com`, name });
    expect(answer).toMatchObject({ status: 200, body: { user: { name } } });
    expect(await accountsNamed(name)).toBe(1);
  });

  it('is answered 503 with Retry-After where it loses every time, and leaves nothing', async () => {
    const answer = await world.anonymous.post('/auth/sign-in', { email: 'always@example.com', name: 'Never' });
    expect(answer).toMatchObject({ status: 503, body: { code: 'service-unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await accountsNamed('Never')).toBe(0);
  });

  it('that is a single statement is answered 503 with Retry-After as well', async () => {
    const person = await world.person('Always');
    const { body } = await person.post('/organizations', { name: 'Own' });
    await world.database.admin.query(
      'create trigger lose before update on user_account for each row execute function lose_choice()',
    );
    const answer = await person.put('/me/active-organization', { organizationId: body.id });
    expect(answer).toMatchObject({ status: 503, body: { code: 'service-unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('has no way around this: modules reach the database by the tenant’s transaction or the global one', () => {
    const third = /(?<!globalDatabase)\.transaction\(|startTransaction|createQueryRunner|poolOf\(|\bDataSource\b/;
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((file) => join('src', file));
    const users = files.filter(
      (file) =>
        file.endsWith('.ts') &&
        !file.startsWith('src/platform/database/') &&
        !file.startsWith('src/migrations/') &&
        third.test(readFileSync(file, 'utf8')),
    );
    // Both check the schema before anything else runs.
    expect(users.sort()).toEqual(['src/application.ts', 'src/rotate-secret.ts']);
  });
});

describe('the log of a request that fails', () => {
  it('names the statement, the table, the constraint and our own code that asked for it, and no value', async () => {
    const answer = await organization.owner.post(`${organization.path}/leads`, {
      name: 'Nameless Person',
      phone: '+49 555 77',
    });
    expect(answer.status).toBe(500);
    const line = await logOf(answer);
    expect(line).toMatchObject({
      level: 'error',
      useCase: expect.stringMatching(/^\w+\.create$/) as unknown,
      error: {
        code: '23514',
        statementName: 'insert into lead',
        table: 'lead',
        constraint: 'no_secret',
        statement: expect.stringMatching(/^insert into lead/) as unknown,
      },
    });
    const { stack } = (line['error'] ?? {}) as { stack?: string[] };
    expect(stack?.join(' ')).toMatch(/Records\.create|records\.service/);
    expect(JSON.stringify(line)).not.toMatch(/Nameless|555 77/);
  });
});

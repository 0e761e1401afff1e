// The server that the service is compared with: `node:http` and `pg`, no framework, no validation, no log, no metrics, no
// limits.
import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { jwtVerify } from 'jose';
import pg from 'pg';
import { v7 } from 'uuid';

const inTenant = process.env.BARE === 'b';
const key = Buffer.from(process.env.KEY, 'base64');
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const { permissionsOf, ROLES } = await import(new URL('../dist/access/permissions.policy.js', import.meta.url).href);
const permissions = Object.fromEntries(ROLES.map((role) => [role, permissionsOf(role)]));

const MEMBERS = {
  name: 'members',
  text: `select m.id, m.user_id, u.name, e.email, m.role, m.status, m.last_active_at, m.joined_at, m.removed_at
         from membership m
         join user_account u on u.user_id = m.user_id
         left join user_email e on e.user_id = m.user_id and e.is_primary
         where m.organization_id = $1 and m.status = 'active' order by lower(u.name), m.id limit 10`,
};
const ROLE = {
  name: 'role',
  text: `select role from membership where organization_id = $1 and user_id = $2 and status = 'active'`,
};
const SEATS = {
  name: 'seats',
  text: `select count(*)::int as used, count(*) filter (where kind = 'invitation')::int as pending
         from seat where organization_id = $1 and (held_until is null or held_until > clock_timestamp())`,
};

const preparedOn = new WeakSet();

/** The authorization query, prepared once per connection: planning it for each call would cost more than everything else. */
async function authorizationSql(client, organizationId, userId) {
  if (!preparedOn.has(client)) {
    await client.query('PREPARE authorization_query (uuid, uuid) AS select * from enter_organization($1, $2)');
    preparedOn.add(client);
  }
  return `EXECUTE authorization_query('${organizationId}', '${userId}')`;
}

/** Bare B: `BEGIN; SET LOCAL …;` the authorization query, the work, `COMMIT`. Bare A: the work. */
async function transaction(organizationId, userId, work) {
  if (!inTenant) return work(pool, null);
  const client = await pool.connect();
  try {
    const authorization = userId ? `; ${await authorizationSql(client, organizationId, userId)}` : '';
    const answers = await client.query(`BEGIN; SET LOCAL app.organization_id = '${organizationId}'${authorization}`);
    const answer = await work(client, authorization ? answers[2].rows[0] : null);
    await client.query('COMMIT');
    client.release();
    return answer;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function members(organizationId, userId) {
  return transaction(organizationId, userId, async (client) => {
    const { rows } = await client.query({ ...MEMBERS, values: [organizationId] });
    const data = rows.map((row) => ({
      id: row.id,
      userId: row.user_id,
      name: row.name,
      email: row.email,
      role: row.role,
      status: row.status,
      lastActiveAt: row.last_active_at,
      joinedAt: row.joined_at,
      removedAt: row.removed_at,
    }));
    return { data, nextCursor: null };
  });
}

function ownPermissions(organizationId, userId) {
  return transaction(organizationId, userId, async (client, authorization) => {
    const role =
      authorization?.role ?? (await client.query({ ...ROLE, values: [organizationId, userId] })).rows[0].role;
    return { role, permissions: permissions[role] };
  });
}

function seats(organizationId, userId) {
  return transaction(organizationId, userId, async (client) => {
    const { rows } = await client.query({ ...SEATS, values: [organizationId] });
    return { used: rows[0].used, pending: rows[0].pending, limit: null };
  });
}

/** A transaction that writes; bare A has one as well, but without a tenant, an authorization query and a lock. */
async function writing(organizationId, userId, work) {
  if (inTenant) {
    return transaction(organizationId, userId, async (client, authorization) => {
      await client.query('select plan from subscription where organization_id = $1 for update', [organizationId]);
      await client.query({ ...SEATS, values: [organizationId] });
      return work(client, authorization);
    });
  }
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const answer = await work(client, null);
    await client.query('COMMIT');
    client.release();
    return answer;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function invite(organizationId, userId, { email, role }) {
  const [id, mailId] = [v7(), v7()];
  // As the service's tokens: the organization's ID and 256 random bits.
  const token = Buffer.concat([Buffer.from(organizationId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString(
    'base64url',
  );
  return writing(organizationId, userId, async (client, authorization) => {
    const inviter =
      authorization?.membership_id ??
      (
        await client.query(
          `select id from membership where organization_id = $1 and user_id = $2 and status = 'active'`,
          [organizationId, userId],
        )
      ).rows[0].id;
    const { rows } = await client.query(
      `insert into invitation (organization_id, id, email, role, status, token_hash, invited_by, last_sent_at, expires_at)
       values ($1, $2, $3, $4, 'pending', $5, $6, now(), now() + interval '7 days') returning created_at, expires_at`,
      [organizationId, id, email, role, sha256(token), inviter],
    );
    await client.query(
      `insert into seat (organization_id, holder_id, kind, held_until) values ($1, $2, 'invitation', $3)`,
      [organizationId, id, rows[0].expires_at],
    );
    await client.query(
      `insert into invitation_mail (organization_id, id, invitation_id, status, sealed_token) values ($1, $2, $3, 'queued', $4)`,
      [organizationId, mailId, id, Buffer.from(token)],
    );
    await client.query(
      `insert into outbox (id, organization_id, queue, name, payload, due_at, finished_at)
       values ($1, $2, 'bench', 'bench', $3, now(), now())`,
      [v7(), organizationId, { mailId }],
    );
    await audit(client, organizationId, inviter, id, 'invitation.sent');
    return {
      id,
      email,
      role,
      status: 'pending',
      emailStatus: 'queued',
      createdAt: rows[0].created_at,
      expiresAt: rows[0].expires_at,
    };
  });
}

async function accept(token, userId) {
  const hex = Buffer.from(token, 'base64url').subarray(0, 16).toString('hex');
  const organizationId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );
  const membershipId = v7();
  const answer = await writing(organizationId, null, async (client) => {
    const {
      rows: [invitation],
    } = await client.query('select id, role from invitation where organization_id = $1 and token_hash = $2', [
      organizationId,
      sha256(token),
    ]);
    await client.query(
      `insert into membership (organization_id, id, user_id, role, status) values ($1, $2, $3, $4, 'active')`,
      [organizationId, membershipId, userId, invitation.role],
    );
    await client.query(
      `update seat set holder_id = $3, kind = 'member', held_until = null where organization_id = $1 and holder_id = $2`,
      [organizationId, invitation.id, membershipId],
    );
    await client.query(
      `update invitation set status = 'accepted', accepted_by = $3, ended_at = now() where organization_id = $1 and id = $2`,
      [organizationId, invitation.id, membershipId],
    );
    await client.query(
      `update invitation_mail set status = 'superseded', sealed_token = null, ended_at = now()
       where organization_id = $1 and invitation_id = $2 and status = 'queued'`,
      [organizationId, invitation.id],
    );
    await audit(client, organizationId, membershipId, invitation.id, 'invitation.accepted');
    return { organizationId, membershipId, role: invitation.role };
  });
  await pool.query('update user_account set active_organization_id = $2 where user_id = $1', [userId, organizationId]);
  return answer;
}

function audit(client, organizationId, actorId, targetId, action) {
  return client.query(
    `insert into audit_event (organization_id, id, action, actor_kind, actor_id, actor_name, target_kind, target_id, changes)
     values ($1, $2, $3, 'member', $4, 'Someone', 'invitation', $5, '{}')`,
    [organizationId, v7(), action, actorId, targetId],
  );
}

function sha256(text) {
  return createHash('sha256').update(text).digest();
}

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

async function answer(request) {
  const token = request.headers.authorization.slice('Bearer '.length);
  const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] });
  const [, , , collection, id, action] = request.url.split('?', 1)[0].split('/');
  if (collection === 'invitations') return accept(id, payload.sub);
  if (action === 'members') return members(id, payload.sub);
  if (action === 'permissions') return ownPermissions(id, payload.sub);
  if (action === 'seats') return seats(id, payload.sub);
  return invite(id, payload.sub, await readJson(request));
}

const server = createServer((request, response) => {
  answer(request).then(
    (body) => {
      const text = JSON.stringify(body);
      const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) };
      response.writeHead(200, headers).end(text);
    },
    (error) => {
      console.error(error.message);
      response.writeHead(500).end();
    },
  );
});
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());

// The first page of the members' list, by each sort, of an organization with ten members and of one with 10,000, alternating.
// Prints a table; `--quick`: short rounds, nothing written.
import { startSeeding } from '../scripts/seed/dataset.mjs';
import { cells, machineFacts, middle, quantile, writeReport } from './report.mjs';
import { membersOf, withClient } from './seed.mjs';
import { fromBuild, SECRET, startServers, startService, startSmtp } from './servers.mjs';
import { eachInTurn, inSession, say, saySpeeds, startLoad } from './session.mjs';

const quick = process.argv.includes('--quick');
const { rounds, seconds, warmUp } = quick
  ? { rounds: 4, seconds: 0.5, warmUp: 0.5 }
  : { rounds: 11, seconds: 1, warmUp: 1 };
const FEW = 10;
const MANY = 10_000;
const CONNECTIONS = 16;
/** As many rows in both. */
const LIMIT = 10;

const SORTS = ['name', 'lastActiveAt', 'joinedAt', 'removedAt', 'role'].flatMap((sort) => [sort, `-${sort}`]);

/** What is read of the members: each sort, and what counts them. */
const READS = [
  ...SORTS.map((sort) => ({ name: `members by ${sort}`, path: `members?limit=${LIMIT}&sort=${sort}` })),
  { name: 'members of a role, by name', path: `members?limit=${LIMIT}&role=member` },
  { name: 'search of a member', path: `members?limit=${LIMIT}&q=member-7%40` },
  { name: 'counts of members', path: 'members/counts' },
  { name: 'seats', path: 'seats' },
];

await inSession(async (keep) => {
  const { deriveKey } = await fromBuild('platform/secrets/index.js');
  say(`Starting Postgres and Redis, filling in an organization of ${FEW} members and one of ${MANY}`);
  const servers = keep(await startServers());
  const key = deriveKey(SECRET, 'local-session');
  const owners = await withClient(servers.administratorUrl, async (client) => {
    const sample = await startSeeding(client);
    const few = await sample.organizations({ count: 1, members: FEW, label: 'Few' });
    const many = await sample.organizations({ count: 1, members: MANY, label: 'Many' });
    await sample.settle();
    return Promise.all([few, many].map(([id]) => ownerOf(client, key, id)));
  });
  const smtp = keep(await startSmtp());
  const service = keep(await startService(servers, { role: 'api', smtpPort: smtp.port }));
  const load = keep(startLoad({ connections: CONNECTIONS }));
  const measured = [];
  for (const read of READS) measured.push(await measure(load, service, owners, read));
  const report = reportOf(measured, await withClient(servers.administratorUrl, machineFacts));
  say(`\n${report}`);
  if (!quick) await writeReport(report, 'bench-lists');
});

async function ownerOf(client, key, organizationId) {
  const members = await membersOf(client, key, organizationId);
  return members.find(({ role }) => role === 'owner');
}

async function measure(load, service, [few, many], { name, path }) {
  say(`${name}: ${rounds} alternating rounds of ${seconds} s`);
  const targets = [
    { name: 'few', owner: few },
    { name: 'many', owner: many },
  ];
  for (const target of targets) {
    const request = {
      path: `/api/v1/organizations/${target.owner.organizationId}/${path}`,
      headers: { Authorization: `Bearer ${target.owner.token}` },
    };
    // The connections share the requests.
    load.define(
      `${target.name}: ${name}`,
      Array.from({ length: CONNECTIONS }, () => request),
    );
  }
  const call = (target, duration) =>
    load.call({ name: `${target.name}: ${name}`, port: service.port, seconds: duration });
  for (const target of targets) await call(target, warmUp);
  const figures = [];
  for (let round = 0; round < rounds; round += 1) {
    figures.push(await eachInTurn(targets, round, (target) => call(target, seconds)));
    saySpeeds(figures.at(-1));
  }
  return { name, figures };
}

function reportOf(measured, machine) {
  const speed = (figures, target) => Math.round(middle(figures.map((round) => round[target].perSecond)));
  return [
    `Measured with \`npm run bench -- lists\` on ${machine}: ${CONNECTIONS} connections, pages of ${LIMIT} members, the median of ` +
      `${rounds} alternating rounds of ${seconds} s after a warm-up.`,
    '',
    `| first page | cost with ${MANY.toLocaleString('en')} members to that with ${FEW} | middle half | per second: ${FEW} · ${MANY.toLocaleString('en')} |`,
    '| --- | --- | --- | --- |',
    ...measured.map(({ name, figures }) => {
      const ratios = figures.map(({ few, many }) => few.perSecond / many.perSecond);
      return cells(
        name,
        `**${middle(ratios).toFixed(2)}**`,
        `${quantile(ratios, 0.25).toFixed(2)} to ${quantile(ratios, 0.75).toFixed(2)}`,
        `${speed(figures, 'few')} · ${speed(figures, 'many')}`,
      );
    }),
  ].join('\n');
}

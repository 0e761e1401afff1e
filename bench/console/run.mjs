// What the console loads and how soon it can be seen and used, in Chromium: pages with an empty cache on a quick machine, on one
// whose processor is four times slower, and behind slow 4G, and the actions on a list of a thousand members. `--quick`: fewer
// loads, nothing written.
import { fileURLToPath } from 'node:url';
import { bringTestPrograms, testPrograms } from '../../scripts/test-programs.mjs';
import { startSeeding } from '../../scripts/seed/dataset.mjs';
import { middle, putBetween } from '../peers/report.mjs';
import { membersOf, withClient } from '../seed.mjs';
import { fromBuild, SECRET, startServers, startService, startSmtp } from '../servers.mjs';
import { inSession, say } from '../session.mjs';
import { openChromium } from './browser.mjs';
import { interact } from './interactions.mjs';
import { asMarkdown } from './report.mjs';

const quick = process.argv.includes('--quick');
const LOADS = quick ? 2 : 7;
const PEOPLE = 1_000;

/** The conditions under which each page is loaded. */
const CONDITIONS = {
  quick: { processor: 1, network: null },
  slow: { processor: 4, network: null },
  /** As Lighthouse's "Slow 4G". */
  remote: { processor: 4, network: { latency: 150, bitsPerSecond: 1_638_400 } },
};

await inSession(async (keep) => {
  await bringTestPrograms(['chromium']);
  const { CHROMIUM } = testPrograms();
  if (!CHROMIUM) throw new Error('The benchmark needs Chromium: name one in CHROMIUM.');
  const servers = keep(await startServers());
  const smtp = keep(await startSmtp());
  const service = keep(
    await startService(servers, { role: 'all', smtpPort: smtp.port, environment: { DEMO_DATA: 'true' } }),
  );
  const site = `http://127.0.0.1:${service.port}`;
  const large = await seedLargeOrganization(servers.administratorUrl);
  const demo = await signInToDemo(site);
  const browser = keep(await openChromium(CHROMIUM));

  const pages = [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'members', path: `/o/${demo.organizationId}/settings/members`, ...demo },
    { name: 'analytics', path: `/o/${demo.organizationId}/analytics`, ...demo },
    { name: 'billing', path: `/o/${demo.organizationId}/settings/billing`, ...demo },
    { name: `members of ${PEOPLE}`, path: `/o/${large.organizationId}/settings/members`, ...large },
  ];
  const rows = [];
  for (const page of pages) rows.push({ name: page.name, ...(await measurePage(browser, site, page)) });
  say('Acting on a list of members');
  const interactions = await interact(browser, site, pages.at(-1), CONDITIONS.slow);
  const text = asMarkdown({ rows, interactions, people: PEOPLE, loads: LOADS });
  say(`\n${text}`);
  if (!quick) await putBetween(fileURLToPath(new URL('../../docs/performance.md', import.meta.url)), 'console', text);
});

/** The middle of several loads under each of the conditions. */
async function measurePage(browser, site, page) {
  say(`Loading ${page.name}`);
  const measured = {};
  for (const [name, conditions] of Object.entries(CONDITIONS)) {
    const loads = [];
    for (let load = 0; load < LOADS; load += 1) loads.push(await browser.load(site, page, conditions));
    measured[name] = Object.fromEntries(
      Object.keys(loads[0]).map((figure) => [figure, middle(loads.map((load) => load[figure]))]),
    );
  }
  return measured;
}

async function seedLargeOrganization(administratorUrl) {
  const { deriveKey } = await fromBuild('platform/secrets/index.js');
  const key = deriveKey(SECRET, 'local-session');
  return withClient(administratorUrl, async (client) => {
    const sample = await startSeeding(client);
    const [organizationId] = await sample.organizations({ count: 1, members: PEOPLE });
    await sample.settle();
    const members = await membersOf(client, key, organizationId);
    return { organizationId, token: members.find(({ role }) => role === 'owner').token };
  });
}

/** The demo's owner: fifty members, a logo, invitations, a year of deals. */
async function signInToDemo(site) {
  const call = async (path, options) => {
    const response = await fetch(`${site}/api/v1${path}`, options);
    if (!response.ok) throw new Error(`${path} was answered ${response.status}.`);
    return response.json();
  };
  const { token } = await call('/auth/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'owner@demo.test' }),
  });
  const { organizations } = await call('/me', { headers: { Authorization: `Bearer ${token}` } });
  return { token, organizationId: organizations[0].id };
}

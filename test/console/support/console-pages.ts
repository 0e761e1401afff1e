import type { Page } from 'playwright-core';
import type { Client } from '../../support/client.js';
import { SUPERADMIN, type World } from '../../support/world.js';
import { team, type Team } from './team.js';

/** The people who open pages. */
export interface ConsoleUsers {
  readonly team: Team;
  readonly somebody: undefined;
  readonly owner: Client;
  readonly newcomer: Client;
  readonly superadmin: Client;
}

export async function createConsoleUsers(world: World): Promise<ConsoleUsers> {
  const here = await team(world);
  const [newcomer, superadmin] = [
    await world.person('New Here', 'new@acme.example'),
    await world.person('Support', SUPERADMIN),
  ];
  return { team: here, somebody: undefined, owner: here.owner, newcomer, superadmin };
}

/** A page of the console. */
export interface ConsolePage {
  readonly name: string;
  /** As the router knows it. */
  readonly route: string;
  readonly address: (users: ConsoleUsers) => string;
  readonly who: 'somebody' | 'owner' | 'newcomer' | 'superadmin';
  readonly heading: string;
  /** Something of what it shows when it is all there. */
  readonly shows: string;
}

const ORGANIZATION = '/o/$organizationId';

function ofTheOrganization(name: string, path: string, heading: string, shows: string): ConsolePage {
  return {
    name,
    route: `${ORGANIZATION}${path.split('?')[0] ?? ''}`,
    address: ({ team: { id } }) => `/o/${id}${path}`,
    who: 'owner',
    heading,
    shows,
  };
}

const setting = (name: string, heading: string, shows: string) =>
  ofTheOrganization(name, `/settings/${name}`, heading, shows);

/** Every page of the map, in the map's order, as seen by a person who sees most of it. */
export const PAGES: readonly ConsolePage[] = [
  {
    name: 'sign-in',
    route: '/sign-in',
    address: () => '/sign-in',
    who: 'somebody',
    heading: 'Sign in',
    shows: 'Email address',
  },
  {
    name: 'invitation',
    route: '/invitations/$token',
    address: ({ team: { token } }) => `/invitations/${token}`,
    who: 'somebody',
    heading: 'Join Acme Sales',
    shows: 'Ada Lovelace',
  },
  {
    name: 'welcome',
    route: '/welcome',
    address: () => '/welcome',
    who: 'newcomer',
    heading: 'Welcome, New Here',
    shows: 'Create organization',
  },
  ofTheOrganization('analytics', '/analytics', 'Analytics', 'Revenue by fiscal quarter'),
  ofTheOrganization('team', '/analytics?tab=team', 'Analytics', 'Mary Jackson'),
  setting('organization', 'Organization', 'Danger zone'),
  setting('members', 'Members', 'grace@acme.example'),
  ofTheOrganization('invitations', '/settings/members?tab=invitations', 'Members', 'dorothy@acme.example'),
  ofTheOrganization('removed-members', '/settings/members?tab=removed', 'Members', 'Rosalind Franklin'),
  setting('roles', 'Roles', 'Own only'),
  setting('data-ownership', 'Data ownership', 'Unassigned (previously Rosalind Franklin’s)'),
  setting('import', 'Import', 'Drop a CSV file here'),
  setting('billing', 'Billing', 'Plan credits'),
  setting('archived-chats', 'Archived chats', 'Which deals close this month?'),
  setting('api-keys', 'API keys', 'CRM import'),
  setting('audit-log', 'Audit log', 'Ada Lovelace removed Rosalind Franklin'),
  {
    name: 'account',
    route: '/account',
    address: () => '/account',
    who: 'owner',
    heading: 'Ada Lovelace',
    shows: 'Acme Sales',
  },
  {
    name: 'operator',
    route: '/operator',
    address: () => '/operator',
    who: 'superadmin',
    heading: 'Operator',
    shows: 'Acme Sales',
  },
];

/** Waits until the page shows its content and nothing is loading any more. */
export async function waitUntilLoaded(page: Page, { heading, shows }: ConsolePage): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true }).waitFor();
  await page.getByText(shows).filter({ visible: true }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null);
}

/** The router's routes that only redirect. */
export const REDIRECTS = ['/', '/o/$organizationId'];

import type { Page } from 'playwright-core';
import { waitFor } from '../support/wait.js';
import type { World } from '../support/world.js';
import { chooseRole } from './support/roles.js';
import { signInByForm } from './support/sign-in-form.js';
import { ConsoleFixture } from './support/console-fixture.js';
import { accessibilityViolations } from './support/browser-session.js';

let fixture: ConsoleFixture;
let world: World;
beforeAll(async () => {
  fixture = await ConsoleFixture.open();
  ({ world } = fixture);
});
afterAll(() => fixture.close());

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
}

async function chooseAction(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function choose(page: Page, field: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).fill(text);
  await page.getByRole('listbox').getByRole('option').first().click();
}

/** Leads that are this person's own. */
async function createLeads(person: Awaited<ReturnType<World['person']>>, path: string, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    expect((await person.post(`${path}/leads`, { name: `Lead ${number}` })).status).toBe(201);
  }
}

describe('the main job in two browsers', () => {
  it('goes from the first sign-in to a member removed and brought back', async () => {
    const owner = await fixture.openSession();
    const { page } = owner;
    await owner.go('/');
    await signInByForm(page, 'ada@example.com', 'Ada Lovelace');
    await page.getByRole('heading', { name: 'Welcome, Ada Lovelace' }).waitFor();
    await page.getByRole('button', { name: 'Create organization' }).click();
    const creation = page.getByRole('dialog');
    await creation.getByRole('textbox', { name: 'Name' }).fill('https://example.com');
    await creation.getByRole('button', { name: 'Create organization' }).click();
    // The service's own sentence at its field.
    await creation.getByText('Leave out web addresses').waitFor();
    await creation.getByRole('textbox', { name: 'Name' }).fill('Acme Sales');
    await creation.getByRole('button', { name: 'Create organization' }).click();
    await page.waitForURL(/\/o\/[\w-]+\/settings\/members$/);
    const path = `/organizations/${/\/o\/([\w-]+)\//.exec(page.url())?.[1] ?? ''}`;

    // Full: the same place says who holds the seat, and leads to more.
    await page.getByRole('button', { name: 'Invite Member' }).click();
    await page.getByRole('region', { name: 'Seats in use' }).getByText('Ada Lovelace').waitFor();
    // No one can be removed.
    await page.getByRole('dialog').getByText('Upgrade the plan to invite people.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Upgrade plan' }).click();
    await page.getByText('Pro', { exact: true }).click();
    await page.getByRole('button', { name: 'Upgrade to Pro' }).click();

    // Several at once, one of them mistyped.
    const dialog = page.getByRole('dialog', { name: 'Invite Member' });
    await dialog.getByText('9 of 10 seats left on Pro').waitFor();
    await dialog.getByRole('textbox', { name: 'Email address' }).fill('grace@example.com, joan@example.com nonsense ');
    await dialog.getByText('nonsense isn’t a valid email address.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Send Invitation' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Remove nonsense' }).click();
    await dialog.getByRole('button', { name: 'Send Invitation' }).click();
    await row(page, 'grace@example.com').getByText('Invited', { exact: true }).waitFor();
    await row(page, 'grace@example.com').getByText('Sent').waitFor();

    // The invitees follow the email's link, each signing in on the way.
    const grace = await fixture.openSession();
    await grace.go(`/invitations/${await world.tokenFor('grace@example.com')}`);
    await grace.page.getByRole('heading', { name: 'Join Acme Sales' }).waitFor();
    await grace.page.getByRole('link', { name: 'Sign in to continue' }).click();
    await signInByForm(grace.page, 'grace@example.com', 'Grace Hopper');
    await grace.page.getByRole('button', { name: 'Accept invitation' }).click();
    await grace.page.getByRole('heading', { name: 'Members' }).waitFor();
    const joan = await world.person('Joan Clarke', 'joan@example.com');
    expect((await joan.post(`/invitations/${await world.tokenFor('joan@example.com')}/accept`)).status).toBe(200);
    await createLeads(joan, path, 5);

    // A changed role is in force in the other browser with its next request.
    expect(await grace.page.getByRole('button', { name: 'Invite Member' }).isDisabled()).toBe(true);
    await page.getByRole('tab', { name: 'Members' }).click();
    await page.reload();
    await chooseRole(page, 'Grace Hopper', 'Admin');
    const ada = await world.person('Ada Lovelace', 'ada@example.com');
    await waitFor('the role to be changed', async () => {
      const { body } = await ada.get(`${path}/members?role=admin`);
      return (body.data as { name: string }[]).some(({ name }) => name === 'Grace Hopper');
    });
    await grace.page.reload();
    await grace.page.getByRole('button', { name: 'Invite Member', disabled: false }).waitFor();

    // Removing: the preview, the records shared by weight, the name.
    await chooseAction(page, 'Joan Clarke', 'Remove member');
    const removal = page.getByRole('dialog', { name: 'Remove Joan Clarke' });
    await removal.getByText('What should happen to their 5 records?').waitFor();
    await removal.getByText('Split among several people').click();
    await choose(page, 'Split among', 'Grace');
    await choose(page, 'Add another', 'Ada');
    await removal.getByText('3 records').waitFor();
    await removal.getByText('2 records').waitFor();
    const confirm = removal.getByRole('button', { name: 'Remove member' });
    expect(await confirm.isDisabled()).toBe(true);
    await removal.getByRole('textbox', { name: /to confirm/ }).fill('Joan Clarke');
    await confirm.click();
    await page.getByText('Joan Clarke was removed. You can reinstate them').waitFor();
    await waitFor('the records to be shared out', async () => {
      const { body } = await ada.get(`${path}/records/owners`);
      const counts = (body.data as { counts: { leads: number } }[]).map(({ counts: { leads } }) => leads);
      return counts.sort().join() === '2,3';
    });
    expect((await joan.get(path)).status).toBe(404);

    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'Joan Clarke').waitFor();
    expect((await joan.get(path)).status).toBe(200);

    // Pending invitations: sent again, and taken back.
    await page.getByRole('button', { name: 'Invite Member' }).click();
    await page.getByRole('textbox', { name: 'Email address' }).fill('late@example.com');
    await page.getByRole('button', { name: 'Send Invitation' }).click();
    await row(page, 'late@example.com').waitFor();
    const [, first] = [await world.mailTo('late@example.com'), await world.tokenFor('late@example.com')];
    await chooseAction(page, 'late@example.com', 'Resend invitation');
    await world.mailTo('late@example.com', 2);
    await grace.go(`/invitations/${first}`);
    await grace.page.getByRole('heading', { name: 'This invitation link isn’t valid' }).waitFor();
    await chooseAction(page, 'late@example.com', 'Revoke invitation');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke invitation' }).click();
    await row(page, 'late@example.com').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Members' }).click();

    // Handing the organization over ends what only its owner may do.
    await chooseAction(page, 'Grace Hopper', 'Transfer ownership');
    await page.getByRole('textbox', { name: /to confirm/ }).fill('Grace Hopper');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Transfer ownership' }).click();
    await row(page, 'Grace Hopper').getByText('Owner').waitFor();
    await page.getByRole('link', { name: 'Organization', exact: true }).click();
    await page.getByRole('heading', { name: 'Revenue targets' }).waitFor();
    // Members and permissions are read again at the same time.
    await page.getByRole('button', { name: 'Leave organization' }).waitFor();
    expect(await page.getByRole('button', { name: 'Delete organization' }).count()).toBe(0);

    await grace.page.context().close();
    // A link that ends answers 404, which the browser notes.
    await owner.close();
  });
});

/** Holds the lead that comes so far behind the first, until the answer is called. */
async function lockLead(organizationId: string, behind: number): Promise<() => void> {
  const lockClient = await world.database.admin.connect();
  await lockClient.query('begin');
  // In the order in which a run moves them; and by its id alone, since what an offset passes by would be held as well.
  await lockClient.query(
    `select 1 from lead where organization_id = $1
        and id = (select id from lead where organization_id = $1 order by created_at, id offset $2 limit 1) for update`,
    [organizationId, behind],
  );
  return () => {
    lockClient.release(true);
  };
}

describe('a reassignment', () => {
  const LEADS = 5_000;
  const last = (page: Page) => page.getByRole('region', { name: 'Reassignments' }).getByRole('listitem').first();

  it('is previewed, shows how far it is, survives a reload, and ends when it is cancelled', async () => {
    const organization = await world.organization('pro', await world.person('Olga Owner'));
    const member = await world.member(organization, 'member', await world.person('Mia Member'));
    await world.database.admin.query(
      `insert into lead (organization_id, id, name, status, owner_id)
       select $1, gen_random_uuid(), 'Lead ' || n, 'new', $2 from generate_series(1, $3::int) n`,
      [organization.id, member.membershipId, LEADS],
    );
    const session = await fixture.openSession(organization.owner);
    const { page } = session;
    await session.go(`/o/${organization.id}/settings/data-ownership`);
    await page.getByRole('button', { name: 'Reassign Mia Member' }).click();
    await choose(page, 'New owner', 'Olga');
    await page.getByRole('dialog').getByRole('cell', { name: '5,000' }).waitFor();

    // A record that someone holds keeps the run from going further.
    const releaseLead = await lockLead(organization.id, 1_500);
    try {
      await page.getByRole('dialog').getByRole('button', { name: 'Reassign' }).click();
      const moving = last(page).getByText(/^[1-9][\d,]* of 5,000 records$/);
      await moving.waitFor();
      await page.reload();
      await moving.waitFor();
      expect(await last(page).getByRole('progressbar').count()).toBe(1);
      // Above the owners, of whom there may be hundreds.
      const names = page.locator('main').getByRole('region');
      expect(await names.first().getAttribute('aria-label')).toBe('Running reassignments');
      expect(await accessibilityViolations(page)).toEqual([]);
      const asked = page.waitForRequest((request) => request.url().endsWith('/cancel'));
      await last(page).getByRole('button', { name: 'Cancel' }).click();
      await asked;
    } finally {
      releaseLead();
    }
    await last(page)
      .getByText(
        /^Cancelled after [\d,]+ of 5,000 records from Mia Member to Olga Owner.*Records already moved keep their new owner/,
      )
      .waitFor();
    await session.close();
  });
});

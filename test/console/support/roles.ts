import type { Locator, Page } from 'playwright-core';

/** The control of a member's role, whatever the role is. */
export function roleOf(page: Page, name: string): Locator {
  return page.getByRole('button', { name: `Role of ${name}:` });
}

/** Chooses another role for a member; an admin's loss of it is confirmed. */
export async function chooseRole(page: Page, name: string, role: 'Admin' | 'Member' | 'Viewer'): Promise<void> {
  const control = roleOf(page, name);
  const isAdmin = (await control.textContent()) === 'Admin';
  await control.click();
  await page.getByRole('menuitemradio', { name: role }).click();
  if (isAdmin)
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: `Change to ${role}` })
      .click();
}

import type { Page } from 'playwright-core';

/**
 * Signs in with the form of the local identity.
 *
 * @param newName the name of a person without an account, which the form then asks for
 */
export async function signInByForm(page: Page, email: string, newName?: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email address' }).fill(email);
  await page.getByRole('button', { name: 'Sign in' }).click();
  if (newName === undefined) return;
  await page.getByRole('textbox', { name: 'Name' }).fill(newName);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

import type { Page } from 'playwright-core';

/** Leaves the open dialog by the keyboard, as soon as it has the focus: a key pressed before that is not for it. */
export async function escapeFromDialog(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog], [role=alertdialog]') !== null);
  await page.keyboard.press('Escape');
}

import { setTimeout as delay } from 'node:timers/promises';

/** Until the browser has reported the frames of an action. */
const SETTLE_MS = 600;

/** What people do on the members' page, and how it is done. */
const ACTIONS = {
  'open the menu of a row': async (page) => {
    await page
      .getByRole('button', { name: /^Actions for / })
      .first()
      .click();
  },
  'close it by Escape': (page) => page.keyboard.press('Escape'),
  'sort by role': (page) => page.getByRole('button', { name: /^Role/ }).first().click(),
  'type in the search': async (page) => {
    await page.getByRole('searchbox').first().click();
    await page.keyboard.type('ada', { delay: 60 });
  },
  'clear the search': async (page) => {
    for (let key = 0; key < 3; key += 1) await page.keyboard.press('Backspace');
  },
  'open the dialog to invite': (page) => page.getByRole('button', { name: 'Invite Member' }).first().click(),
  'paste eighty addresses': async (page) => {
    const addresses = Array.from({ length: 80 }, (_, index) => `person-${index}@example.com`).join(' ');
    await page.getByLabel('Email address').first().focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, addresses);
    await page.keyboard.press('Shift');
  },
  'close the dialog': (page) => page.keyboard.press('Escape'),
};

/** The time from each action to its next frame, in milliseconds. */
export async function interact(browser, site, target, conditions) {
  const { page, untilLoaded, close } = await browser.open(target, conditions);
  try {
    await page.goto(`${site}${target.path}`);
    await page
      .getByRole('button', { name: /^Actions for / })
      .first()
      .waitFor();
    await untilLoaded();
    const results = [];
    for (const [name, act] of Object.entries(ACTIONS)) {
      await page.evaluate(() => globalThis.longestAction());
      await act(page);
      await delay(SETTLE_MS);
      results.push({ name, milliseconds: await page.evaluate(() => globalThis.longestAction()) });
    }
    return results;
  } finally {
    await close();
  }
}

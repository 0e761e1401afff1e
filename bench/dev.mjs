// How long a change takes under `npm run dev` until it is live: from the write of a file to the first answer with it (src), and to
// the page that shows it (web). In a copy of the checkout. `--quick`: fewer changes.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { bringTestPrograms, testPrograms } from '../scripts/test-programs.mjs';
import { DevCheckout, until } from './dev-checkout.mjs';

const CHANGES = process.argv.includes('--quick') ? 3 : 10;
/** A person looks at what they changed before they change more. */
const PAUSE_MS = 5_000;
const root = fileURLToPath(new URL('..', import.meta.url));

await bringTestPrograms(['chromium']);
const checkout = await DevCheckout.start(root);
const browser = await chromium.launch({ executablePath: testPrograms().CHROMIUM, args: ['--no-sandbox'] });
try {
  const rows = [
    ['`src`: until the new code answers', await measureService()],
    ['`web`: until the open page shows it', await measurePage()],
  ];
  console.log(`| change in … | median | worst of ${CHANGES} |\n| --- | --- | --- |`);
  for (const [what, times] of rows) {
    const sorted = times.toSorted((a, b) => a - b);
    const middle = (sorted[Math.floor((CHANGES - 1) / 2)] + sorted[Math.ceil((CHANGES - 1) / 2)]) / 2;
    console.log(`| ${what} | ${Math.round(middle)} ms | ${Math.round(sorted.at(-1))} ms |`);
  }
  console.log(
    `${cpus().length} × ${cpus()[0].model}, Node ${process.version}, ${execFileSync('uptime').toString().trim()}`,
  );
} finally {
  await browser.close();
  await checkout.remove();
}

async function measureService() {
  const times = [];
  for (let change = 0; change < CHANGES; change += 1) {
    await delay(PAUSE_MS);
    const title = `Not found ${change}`;
    const began = performance.now();
    checkout.edit('src/platform/http/problem.ts', /(code: 'not-found',\s+status: 404,\s+title: ')[^']*/, `$1${title}`);
    await until(title, async () => (await (await fetch(`${checkout.url}/api/v1/nowhere`)).json()).title === title);
    times.push(performance.now() - began);
  }
  return times;
}

async function measurePage() {
  const page = await browser.newPage();
  await page.goto(`${checkout.url}/sign-in`);
  await page.getByLabel('Email address').waitFor();
  const file = 'web/src/features/sign-in/LocalSignIn.tsx';
  const before = checkout.read(file);
  const times = [];
  for (let change = 0; change < CHANGES; change += 1) {
    await delay(PAUSE_MS / 5);
    const began = performance.now();
    checkout.write(file, before.replace('<TextField', `<p>Edited ${change}</p><TextField`));
    await page.getByText(`Edited ${change}`).waitFor();
    times.push(performance.now() - began);
  }
  return times;
}

import { openBrowser, type TestBrowser } from '../browser/support/browser.js';
import { processesOf } from '../embedded/support/embedded-service.js';
import { DevCheckout, until } from '../../bench/dev-checkout.mjs';

const PROBLEMS = 'src/platform/http/problem.ts';
const TITLE = /(code: 'not-found',\s+status: 404,\s+title: ')[^']*/;
const SIGN_IN = 'web/src/features/sign-in/LocalSignIn.tsx';

let checkout: DevCheckout;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
  checkout = await DevCheckout.start(process.cwd());
}, 240_000);
afterAll(async () => {
  await browser.close();
  await checkout.remove();
}, 30_000);

const title = async (): Promise<string> => {
  const answer = await fetch(`${checkout.url}/api/v1/nowhere`);
  return ((await answer.json()) as { title: string }).title;
};

async function changeTitle(text: string): Promise<void> {
  checkout.edit(PROBLEMS, TITLE, `$1${text}`);
  await until(`the title ${text}`, async () => (await title()) === text);
}

/** The embedded servers: what names the data folder in its command line. */
const servers = (): number[] => processesOf(checkout.dataDir).sort();

describe('npm run dev', () => {
  it('a change in src is live without a request that fails, and the embedded servers stay up', async () => {
    const before = servers();
    expect(before.length).toBeGreaterThanOrEqual(2);
    const load = { isOver: false };
    const failed: number[] = [];
    const asking = (async () => {
      while (!load.isOver) {
        const { status } = await fetch(`${checkout.url}/health/live`);
        if (status !== 200) failed.push(status);
      }
    })();
    await changeTitle('Changed once');
    await changeTitle('Changed twice');
    load.isOver = true;
    await asking;
    expect(failed).toEqual([]);
    expect(servers()).toEqual(before);
    await checkout.says(/^dev: live after \d+ ms: src\/platform\/http\/problem\.ts$/);
    // CONTRIBUTING has the measured times, of about two seconds at most; a soak's machine is busy.
    const times = checkout.lines.flatMap((line) => /^dev: live after (\d+) ms/.exec(line)?.slice(1).map(Number) ?? []);
    expect(times.length).toBeGreaterThanOrEqual(2);
    expect(Math.min(...times)).toBeLessThan(3 * 2_000);
  });

  it('the description of the API follows a DTO', async () => {
    checkout.edit('src/identity/dto/sign-in.dto.ts', /The address to sign in with[^\n]*/, 'Described again.');
    await until('the new description', async () =>
      (await (await fetch(`${checkout.url}/openapi.json`)).text()).includes('Described again.'),
    );
  });

  it('code that cannot be compiled is shown, and the previous version keeps running', async () => {
    const [good, from] = [checkout.read(PROBLEMS), checkout.lines.length];
    checkout.write(PROBLEMS, `${good}\nexport const = ;\n`);
    await checkout.says(/^dev: src does not compile; the previous version keeps running$/, from);
    await checkout.says(/problem\.ts\(?:?\d+/, from);
    expect(await title()).toBe('Changed twice');
    checkout.write(PROBLEMS, good);
    await checkout.says(/^dev: live after/, from);
  });

  it('a wrong type is shown, and the code runs anyway', async () => {
    const from = checkout.lines.length;
    checkout.write(PROBLEMS, `${checkout.read(PROBLEMS)}\nexport const wrong: number = 'text';\n`);
    await checkout.says(/^dev: 1 type error; the code runs anyway$/, from);
    await checkout.says(/TS2322/, from);
    checkout.edit(PROBLEMS, "\nexport const wrong: number = 'text';\n", '');
    await checkout.says(/^dev: no type errors any more$/, from);
  });

  it('a service that has ended is said, and the next change starts it again', async () => {
    const from = checkout.lines.length;
    for (const pid of processesOf(`${checkout.folder}/scripts/dev/service.mjs`)) process.kill(pid, 'SIGKILL');
    await checkout.says(/^dev: the service has ended; save a file in src to start it again$/, from);
    const answer = await fetch(`${checkout.url}/api/v1/me`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'service-unavailable']);
    await changeTitle('Started again');
  });

  it('a change in web is shown without a reload: what was typed stays', async () => {
    const page = await browser.page();
    await page.goto(`${checkout.url}/sign-in`);
    await page.getByLabel('Email address').fill('ada@example.com');
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    checkout.edit(SIGN_IN, '<TextField', '<p>Changed page</p><TextField');
    await page.getByText('Changed page').waitFor();
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    expect(await page.getByLabel('Email address').inputValue()).toBe('ada@example.com');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Name').fill('Ada Lovelace');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  });

  it('ends with everything that it started', async () => {
    expect(await checkout.stop()).toBe(0);
    expect(processesOf(checkout.folder)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { World } from '../support/world.js';

const MB = 1_000_000;

let world: World;
beforeAll(async () => {
  world = await World.startOwnProcess({ PROCESS_ROLE: 'api' });
});
afterAll(() => world.stop());

type Organization = Awaited<ReturnType<World['organization']>>;

/** So much memory does the service hold. */
function memory(): number {
  const { pid } = world.service.process;
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** Uploads a file of exactly so many bytes without holding it here; with its length declared or not. */
async function upload({ owner, path }: Organization, size: number, lengthIs: 'known' | 'unknown') {
  const begin = Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="file"; filename="leads.csv"\r\nContent-Type: text/csv\r\n\r\n',
  );
  const end = Buffer.from('\r\n--b--\r\n');
  const outgoing = request(`${world.service.url}/api/v1${path}/imports/leads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${owner.token ?? ''}`,
      'content-type': 'multipart/form-data; boundary=b',
      ...(lengthIs === 'known' ? { 'content-length': begin.length + size + end.length } : {}),
    },
  });
  const answer = new Promise<{ status: number; body: { code?: string; detail?: string; id?: string } }>(
    (resolve, reject) => {
      outgoing.on('error', reject);
      outgoing.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (data: string) => (text += data));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as object });
        });
      });
    },
  );
  // Of a length with which 100 MB are fewer than a million lines.
  const line = Buffer.from(`${'x'.repeat(199)}\n`);
  const block = Buffer.concat(Array.from({ length: 500 }, () => line));
  function* file(): Generator<Buffer> {
    yield begin;
    const header = Buffer.from('name\n');
    yield header;
    for (let left = size - header.length; left > 0; left -= block.length) yield block.subarray(0, left);
    yield end;
  }
  await Promise.race([pipeline(Readable.from(file(), { objectMode: false }), outgoing), answer]).catch(() => undefined);
  return answer;
}

describe('a large file', () => {
  it('is kept in slices', async () => {
    const organization = await world.organization();
    expect((await upload(organization, 20 * MB, 'unknown')).status).toBe(202);
    const { rows } = await world.database.admin.query<{ bytes: number; largest: number }>(
      `select sum(length(bytes))::int as bytes, max(length(bytes)) as largest from import_chunk where organization_id = $1`,
      [organization.id],
    );
    expect(rows).toEqual([{ bytes: 20 * MB, largest: 128 * 1024 }]);
  });

  it('may have 100 MB, which are never in memory as a whole', async () => {
    const organization = await world.organization();
    const before = memory();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, memory())), 5);
    const { status } = await upload(organization, 100 * MB, 'known');
    clearInterval(watch);
    expect(status).toBe(202);
    expect(peak - before).toBeLessThan(60 * MB);
  });

  it('may not have a byte more, whether its length is declared or not', async () => {
    const organization = await world.organization();
    const tooLarge = {
      status: 413,
      body: { code: 'body-too-large', detail: 'This file is too large. Choose one of at most 100 MB.' },
    };
    expect(await upload(organization, 101 * MB, 'known')).toMatchObject(tooLarge);
    expect(await upload(organization, 100 * MB + 1, 'unknown')).toMatchObject(tooLarge);
    const { rows } = await world.database.admin.query('select 1 from import where organization_id = $1', [
      organization.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('keeps no change of a colleague’s role waiting while it is stored', async () => {
    const organization = await world.organization();
    const { owner, path } = organization;
    const worker = await world.startAnotherProcess({ PROCESS_ROLE: 'worker' });
    const { membershipId } = await world.member(organization, 'viewer');
    await worker.stop();
    const uploads = new Set([1]);
    const uploading = upload(organization, 38 * MB, 'known').finally(() => {
      uploads.clear();
    });
    const times: number[] = [];
    for (let round = 0; uploads.size > 0; round += 1) {
      const role = round % 2 === 0 ? 'member' : 'viewer';
      const began = performance.now();
      const { status } = await owner.patch(`${path}/members/${membershipId}`, { role });
      times.push(performance.now() - began);
      expect(status).toBe(200);
    }
    expect((await uploading).status).toBe(202);
    const longest = Math.max(...times);
    process.stdout.write(`${times.length} role changes during 38 MB, the longest ${longest.toFixed(0)} ms\n`);
    // It was as long as storing the whole file, about a second.
    expect(longest).toBeLessThan(400);
  });

  it('of someone who may not import is not taken at all', async () => {
    const organization = await world.organization();
    const { owner: stranger } = await world.organization();
    const refused = await upload({ ...organization, owner: stranger }, 20 * MB, 'known');
    expect(refused).toMatchObject({ status: 404, body: { code: 'organization-not-found' } });
  });
});

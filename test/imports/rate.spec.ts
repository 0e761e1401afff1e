import { World } from '../support/world.js';
import { ended, sendCsv } from './support/csv.js';
let world: World;
beforeAll(async () => { world = await World.start(); });
afterAll(() => world.stop());
it('rate', async () => {
  const { owner, path } = await world.organization();
  const csv = 'name,email,phone,company,status\n' + Array.from({ length: 50_000 }, (_, i) => `Lead ${i},lead${i}@example.com,+49 30 ${i},Company ${i} GmbH,qualified\n`).join('');
  for (let n = 0; n < 2; n++) {
  const t = performance.now();
  const done = await ended(owner, path, await sendCsv(owner, path, 'leads', csv));
  const s = (performance.now() - t) / 1000;
  process.stderr.write(`RATE ${done.status} ${done.progress.done} rows in ${s.toFixed(2)} s = ${(done.progress.done / s).toFixed(0)}/s\n`);
  }
}, 200_000);

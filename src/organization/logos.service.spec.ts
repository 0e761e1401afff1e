import sharp from 'sharp';
import type { Entry } from '../access/entry.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { RunningConfiguration } from '../platform/config/configuration.js';
import type { TenantDatabase } from '../platform/database/tenant-database.js';
import { Problem } from '../platform/http/problem.js';
import type { FileStore } from '../platform/storage/file-store.js';
import { Logos } from './logos.service.js';
import { organizationNotDeleted } from './organization.problems.js';

/** A service whose database fails with this error. */
function failing(error: Error): { logos: Logos; kept: Set<string> } {
  const kept = new Set<string>();
  const files = {
    put: (key: string) => Promise.resolve(void kept.add(key)),
    delete: (key: string) => Promise.resolve(void kept.delete(key)),
  } as unknown as FileStore;
  const tenants = {
    enter: () => Promise.resolve(),
    write: () => Promise.reject(error),
  } as unknown as TenantDatabase;
  const configuration = { publicUrl: 'http://localhost' } as RunningConfiguration;
  return { logos: new Logos(configuration, tenants, files, {} as AuditLog), kept };
}

const picture = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();

it('forgets the file of a logo that was refused', async () => {
  const { logos, kept } = failing(new Problem(organizationNotDeleted));
  await expect(logos.set({} as Entry, await picture())).rejects.toThrow();
  expect(kept.size).toBe(0);
});

it('keeps the file while the commit is in doubt: the organization may name it', async () => {
  const { logos, kept } = failing(new Error('Connection terminated unexpectedly'));
  await expect(logos.set({} as Entry, await picture())).rejects.toThrow();
  expect(kept.size).toBe(1);
});

import type { AuthorizedContext } from '../../access/authorized-context.js';
import type { AuditLog } from '../../audit/audit-log.js';
import type { RunningConfiguration } from '../../platform/config/configuration.js';
import type { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { Problem } from '../../platform/http/problem.js';
import type { FileStore } from '../../platform/storage/file-store.js';
import type { RateLimiter } from '../../platform/http/rate-limiter.js';
import type { Upload } from '../../platform/http/upload.js';
import type { StoredFiles } from '../../platform/storage/stored-files.js';
import type { LogoConverter } from './logo-converter.js';
import { LogoSizes } from './logo-sizes.js';
import { Logos } from './logos.service.js';
import { organizationNotDeleted } from '../organization.problems.js';

type Write = TenantDatabase['write'];

const nothing = () => Promise.resolve();

function failing(error: Error): { logos: Logos; kept: Set<string> } {
  return serviceWith(() => Promise.reject(error));
}

/**
 * A service on a database whose writes behave like this. What the service depends on is replaced by stubs with the called
 * methods only.
 */
function serviceWith(write: Write): { logos: Logos; kept: Set<string> } {
  const kept = new Set<string>();
  const stored = {
    put: (_: string, key: string) => Promise.resolve(void kept.add(key)),
    delete: (_: string, key: string) => Promise.resolve(void kept.delete(key)),
  } as unknown as StoredFiles;
  const tenants = {
    authorize: () => Promise.resolve(),
    write,
  } as unknown as TenantDatabase;
  const configuration = { publicUrl: 'http://localhost' } as RunningConfiguration;
  const audit = { recordAuditEvent: nothing } as unknown as AuditLog;
  const converter = { convert: () => Promise.resolve(Buffer.from('a picture')) } as unknown as LogoConverter;
  const limiter = {} as RateLimiter; // No request is counted here.
  const sizes = new LogoSizes(converter);
  return { logos: new Logos(configuration, tenants, {} as FileStore, stored, audit, converter, limiter, sizes), kept };
}

const receive = () => Promise.resolve({ discard: nothing } as unknown as Upload);

it('deletes the file of a logo that was refused', async () => {
  const { logos, kept } = failing(new Problem(organizationNotDeleted));
  await expect(logos.set({} as AuthorizedContext, receive, nothing)).rejects.toThrow();
  expect(kept.size).toBe(0);
});

it('keeps the file while the commit is in doubt: the organization may refer to it', async () => {
  const { logos, kept } = failing(new Error('Connection terminated unexpectedly'));
  await expect(logos.set({} as AuthorizedContext, receive, nothing)).rejects.toThrow();
  expect(kept.size).toBe(1);
});

it('answers from the transaction of the change: its caller may be removed the moment after', async () => {
  let isOpen = false;
  const { logos } = serviceWith(async (_caller, work) => {
    isOpen = true;
    // The part of a transaction that changing a logo calls.
    const tx = {
      one: () => ({ logo_id: null }),
      query: nothing,
      afterCommit: nothing,
      locks: { assertOrder: nothing },
    };
    const answer = await work(tx as unknown as TenantTransaction);
    isOpen = false;
    return answer;
  });
  const auth = { organization: { name: 'Acme' } } as AuthorizedContext;
  expect(await logos.set(auth, receive, () => Promise.resolve(isOpen))).toBe(true);
});

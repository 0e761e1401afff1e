import { loadCredentials } from './data-folder.js';
import { isDataFolderInUse } from './data-folder-lock.js';
import { PortRegistry } from './ports.js';
import { ownerUrl } from './postgres-roles.js';

/**
 * The embedded database of a service that runs on this data folder, as its owner; null where none runs. For programs that work
 * beside the service: the data folder has the ports of its servers.
 */
export function findRunningDatabase(dataDir: string): string | null {
  if (!isDataFolderInUse(dataDir)) return null;
  const port = new PortRegistry(dataDir, []).lastPort('postgres');
  return port === null ? null : ownerUrl(loadCredentials(dataDir), port);
}

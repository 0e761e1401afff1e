import { loadCredentials } from './data-folder.js';
import { isDataFolderInUse } from './data-folder-lock.js';
import { PortBook } from './ports.js';
import { ownerUrl } from './postgres-roles.js';

/**
 * The embedded database of a service that runs on this data folder, as its owner; null where none runs. For programs that work
 * beside the service: the data folder tells where its servers listen.
 */
export function findRunningDatabase(dataDir: string): string | null {
  if (!isDataFolderInUse(dataDir)) return null;
  const port = new PortBook(dataDir, []).last('postgres');
  return port === null ? null : ownerUrl(loadCredentials(dataDir), port);
}

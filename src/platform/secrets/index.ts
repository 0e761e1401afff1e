export { deriveKey } from './derive-key.js';
export type { SealedColumn } from './sealed-column.js';
export { SealError, Sealer, type SealingSecrets } from './sealer.js';

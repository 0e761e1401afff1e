import { lazyDialog } from '../loading/lazy';

/** Asks before an action that is hard to undo. */
export const ConfirmDialog = lazyDialog(async () => (await import('./ConfirmWindow')).ConfirmWindow);

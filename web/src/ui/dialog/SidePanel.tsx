import { lazyDialog } from '../loading/lazy';

/** A panel at the end of the page, over it; afterwards the focus returns to where it was. */
export const SidePanel = lazyDialog(async () => (await import('./PanelWindow')).PanelWindow);

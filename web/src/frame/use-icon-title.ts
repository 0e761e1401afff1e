import { useSetting } from '../shared/browser-settings';

/** What the browser shows for an icon of the sidebar whose text is hidden. */
export function useIconTitle(label: string): { readonly title?: string } {
  return useSetting('sidebar') === 'collapsed' ? { title: label } : {};
}

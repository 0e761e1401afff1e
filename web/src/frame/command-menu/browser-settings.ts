import { readStored, store } from '../../shared/browser-storage';

const KEYS_OFF = 'single-keys-off';
const RECENT = 'recent-commands';
const MOST_RECENT = 5;

/** Whether keys without Ctrl or Cmd do something; kept in this browser. */
export function areSingleKeysOn(): boolean {
  return readStored(KEYS_OFF) === null;
}

export function setSingleKeys(areOn: boolean): void {
  store(KEYS_OFF, areOn ? null : 'off');
}

/** The IDs of the commands that were used last, the last one first; they name pages and actions, not people. */
export function recentCommands(): readonly string[] {
  return (readStored(RECENT) ?? '').split(' ').filter((id) => id !== '');
}

export function addRecentCommand(id: string): void {
  const others = recentCommands().filter((one) => one !== id);
  store(RECENT, [id, ...others].slice(0, MOST_RECENT).join(' '));
}

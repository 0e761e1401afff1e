const KEYS_OFF = 'single-keys-off';
const RECENT = 'recent-commands';
const MOST_RECENT = 5;

/** Whether keys without Ctrl or Cmd do something; kept in this browser. */
export function areSingleKeysOn(): boolean {
  return read(KEYS_OFF) === null;
}

export function setSingleKeys(areOn: boolean): void {
  write(KEYS_OFF, areOn ? null : 'off');
}

/** The IDs of the commands that were used last, the last one first; they name pages and actions, not people. */
export function recentCommands(): readonly string[] {
  return (read(RECENT) ?? '').split(' ').filter((id) => id !== '');
}

export function addRecentCommand(id: string): void {
  const others = recentCommands().filter((one) => one !== id);
  write(RECENT, [id, ...others].slice(0, MOST_RECENT).join(' '));
}

/** Without storage, such as in some private windows, the defaults apply. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Nothing is kept.
  }
}

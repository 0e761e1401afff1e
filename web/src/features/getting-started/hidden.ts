import { readStored, store } from '../../shared/browser-storage';

const HIDDEN = 'getting-started-hidden';
const MOST = 50;

/** Whether the person has dismissed or finished the steps of this organization, in this browser. */
export function isHidden(userId: string, organizationId: string): boolean {
  return hidden().includes(keyOf(userId, organizationId));
}

export function hide(userId: string, organizationId: string): void {
  const key = keyOf(userId, organizationId);
  store(HIDDEN, [key, ...hidden().filter((one) => one !== key)].slice(0, MOST).join(' '));
}

function hidden(): string[] {
  return (readStored(HIDDEN) ?? '').split(' ');
}

function keyOf(userId: string, organizationId: string): string {
  return `${userId}/${organizationId}`;
}

import type { SealingSecrets } from '../../platform/secrets/index.js';
import { draftBrightwater } from './brightwater.js';
import type { OrganizationDraft } from './organization-draft.js';
import { AccountDrafts } from './people.js';
import { DAY_MS } from './working-time.js';

const secrets: SealingSecrets = { current: 'a-secret-of-this-test', previous: null };

/** The events of people who were not members then, as text. */
function eventsOfNonMembers({ rows }: OrganizationDraft): string[] {
  const members = new Map(rows.membership.map((row) => [row['id'], row]));
  return rows.audit_event.flatMap(({ actor_id: id, actor_name: name, action, at }) => {
    const member = members.get(id);
    if (!member) return [];
    const isMember =
      asTime(at) >= asTime(member['joined_at']) && asTime(at) <= asTime(member['removed_at'] ?? Infinity);
    return isMember ? [] : [`${String(action)} by ${String(name)}`];
  });
}

const asTime = (value: unknown) => Number(value);

describe('the large organization of the demo', () => {
  // Work of a weekend is moved to the Friday before, so each day of the week and each end of a day differ.
  const moments = Array.from({ length: 7 }, (_, day) => day).flatMap((day) =>
    [0.5, 8, 12, 23.5].map((hour) => new Date(Date.UTC(2026, 10, 26 + day) + hour * 3_600_000).toISOString()),
  );

  it.each(moments)('made at %s has no event of someone who was not a member then', (now) => {
    const draft = draftBrightwater(new Date(now), new AccountDrafts(new Map()), secrets);
    expect(eventsOfNonMembers(draft)).toEqual([]);
    const [oldest] = draft.rows.audit_event.map(({ at }) => asTime(at)).sort((a, b) => a - b);
    expect(oldest).toBe(draft.facts.createdAt.getTime());
    expect(new Date(now).getTime() - draft.facts.createdAt.getTime()).toBeGreaterThan(365 * DAY_MS);
  });
});

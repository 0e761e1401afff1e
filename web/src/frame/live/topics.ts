/** The queries of an organization that a topic of the stream concerns, by the beginnings of their keys. */
const QUERIES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  members: [['members'], ['seats']],
  invitations: [['invitations'], ['members', 'counts'], ['seats']],
  reassignments: [['reassignments'], ['owners']],
  imports: [['imports']],
  'api-keys': [['api-keys']],
  // Not the settings themselves: a form keeps the version that it shows, so that another person's change is noticed.
  organization: [['seats'], ['billing'], ['credits']],
  permissions: [['permissions']],
  notifications: [['notifications']],
};

/** Topics that change the list of the person's organizations, with their names and roles. */
const ABOUT_PERSON: readonly string[] = ['organization', 'permissions'];

export const LIVE_TOPICS = Object.keys(QUERIES);

/** The beginnings of the keys; none for a topic that this version does not know. */
export function queriesOf(topic: string): readonly (readonly string[])[] {
  return QUERIES[topic] ?? [];
}

export function isAboutPerson(topic: string): boolean {
  return ABOUT_PERSON.includes(topic);
}

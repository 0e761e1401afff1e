import { ROLES, scopeOf } from '../access/permissions.policy.js';
import { AUDIT_ACTIONS } from '../audit/audit-actions.js';
import { mayRead, TOPIC_NAMES, TOPICS, topicsOf } from './topics.policy.js';

describe('mayRead', () => {
  it('is the permission of the topic, for every role and topic', () => {
    for (const role of ROLES)
      for (const topic of TOPIC_NAMES) expect(mayRead(role, topic)).toBe(scopeOf(role, TOPICS[topic]) === 'all');
    expect(ROLES.filter((role) => mayRead(role, 'invitations'))).toEqual(['owner', 'admin']);
  });

  it('is false for topics that this version does not know', () => {
    for (const topic of ['', 'billing', 'toString']) expect(mayRead('owner', topic)).toBe(false);
  });
});

describe('topicsOf', () => {
  it('has known topics only, for every action of the audit log', () => {
    for (const action of AUDIT_ACTIONS) for (const topic of topicsOf(action)) expect(TOPIC_NAMES).toContain(topic);
  });

  it('includes the members where an action changes who is one, or their roles', () => {
    const actions = AUDIT_ACTIONS.filter((action) => topicsOf(action).includes('members'));
    expect(actions).toEqual([
      'invitation.accepted',
      'member.added',
      'member.role_changed',
      'member.emails_changed',
      'member.removed',
      'member.left',
      'member.reinstated',
      'organization.ownership_transferred',
    ]);
  });

  it('is empty for records, whose lists are not kept up to date', () => {
    expect(topicsOf('lead.created')).toEqual([]);
    expect(topicsOf('message.sent')).toEqual([]);
  });
});

import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Notification } from './queries';

interface NotificationLinkProps {
  readonly organizationId: string;
  readonly notification: Notification;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

/** A link to the place that a notification is about. */
export function NotificationLink({ organizationId, notification, onOpen, children }: NotificationLinkProps) {
  const common = { params: { organizationId }, className: 'bell__link', onClick: onOpen, children };
  const { kind, subject } = notification;
  switch (kind) {
    case 'reassignment.completed':
    case 'reassignment.failed':
      return <Link to="/o/$organizationId/settings/data-ownership" hash="reassignments" {...common} />;
    case 'import.completed':
    case 'import.failed':
      return <Link to="/o/$organizationId/settings/import" search={{ import: subject.id }} {...common} />;
    case 'member.joined':
      return <Link to="/o/$organizationId/settings/members" search={{ person: subject.id }} {...common} />;
    case 'invitation.email_failed':
      return <Link to="/o/$organizationId/settings/members" search={{ tab: 'invitations' }} {...common} />;
    case 'api_key.expires_soon':
      return <Link to="/o/$organizationId/settings/api-keys" {...common} />;
    case 'member.role_changed':
    case 'organization.ownership_transferred':
      return <Link to="/o/$organizationId/settings/roles" {...common} />;
  }
}

import { useQuery } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { newEmailsQuery } from '../shared/caught-emails';
import { mailCatcher } from '../shared/product';
import { useIconTitle } from './use-icon-title';

/** In local development: the emails that the service sent, and how many of them were not opened yet. */
export function EmailsLink() {
  const { data: unread = 0 } = useQuery(newEmailsQuery);
  const title = useIconTitle('Emails');
  const page = mailCatcher();
  if (page === null) return null;
  return (
    <a
      href={page}
      target="_blank"
      rel="noreferrer"
      className="side__link bell"
      aria-label={unread === 0 ? 'Emails' : `Emails, ${unread.toLocaleString()} new`}
      {...title}
    >
      <Mail size={16} aria-hidden />
      <span className="side__label">Emails</span>
      {unread > 0 && <span className="bell__count" data-count={unread} aria-hidden />}
    </a>
  );
}

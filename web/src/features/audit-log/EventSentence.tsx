import { Link } from '@tanstack/react-router';
import { useMemberNames } from '../../shared/use-member-names';
import { useOrganization } from '../../shared/use-organization';
import { Highlight } from '../../ui/table/Highlight';
import type { AuditEvent } from './queries';
import { sentenceOf } from './sentences';
import type { Part } from './sentence-parts';

interface EventSentenceProps {
  readonly event: AuditEvent;
  readonly search: string | undefined;
}

/** What happened, in one sentence; the names of people are links to them. */
export function EventSentence({ event, search }: EventSentenceProps) {
  const { timezone } = useOrganization();
  return sentenceOf(event, timezone).map((part, position) => (
    <SentencePart key={position} part={part} event={event} search={search} />
  ));
}

function SentencePart({ part, event, search }: EventSentenceProps & { readonly part: Part }) {
  if (typeof part === 'string') return part;
  if ('memberId' in part) {
    const { memberId, name } = part;
    return name === undefined ? <MemberName id={memberId} /> : <PersonLink id={memberId}>{name}</PersonLink>;
  }
  const { kind, id, name } = event[part.of];
  const text = <Highlight text={name ?? 'something'} search={search} />;
  if (kind === 'system') return <span className="strong">System</span>;
  return (
    <>
      {kind === 'member' && id !== null ? <PersonLink id={id}>{text}</PersonLink> : <b className="strong">{text}</b>}
      {part.of === 'actor' && kind === 'api_key' && ' (API key)'}
      {part.of === 'actor' && kind === 'superadmin' && ' (Support)'}
    </>
  );
}

/** Leads to the member's panel beside the list of members. */
function PersonLink({ id, children }: { readonly id: string; readonly children: React.ReactNode }) {
  const { id: organizationId } = useOrganization();
  return (
    <Link
      to="/o/$organizationId/settings/members"
      params={{ organizationId }}
      search={{ person: id }}
      className="event__person"
    >
      {children}
    </Link>
  );
}

interface MemberNameProps {
  readonly id: string;
  /** Shown while the name is not known. */
  readonly unknown?: string;
}

/** The name of a member whom the event only knows by ID. */
export function MemberName({ id, unknown = 'a member' }: MemberNameProps) {
  const name = useMemberNames([id]).get(id);
  return name === undefined ? unknown : <PersonLink id={id}>{name}</PersonLink>;
}

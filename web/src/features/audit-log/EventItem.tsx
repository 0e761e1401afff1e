import { getRouteApi } from '@tanstack/react-router';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useId, useState, type MouseEvent } from 'react';
import { useOrganization } from '../../shared/use-organization';
import { IconButton } from '../../ui/parts/Button';
import { formatMoment } from '../../ui/format/format-moment';
import { EventSentence, MemberName } from './EventSentence';
import { timeOfDay } from './event-days';
import { fieldLabel, memberIdOf, textOf } from './labels';
import type { AuditEvent } from './queries';
import { plainSentence } from './sentences';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

interface EventItemProps {
  readonly event: AuditEvent;
  readonly search: string | undefined;
}

/** An event in one line, with its details below when expanded. */
export const EventItem = memo(function EventItem({ event, search }: EventItemProps) {
  const { timezone } = useOrganization();
  const [isOpen, setIsOpen] = useState(false);
  const details = useId();
  const toggle = () => {
    setIsOpen(!isOpen);
  };
  return (
    <li className="event">
      {/* The button does the same for the keyboard and for screen readers. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- see above */}
      <div
        className="event__line"
        onClick={(click) => {
          if (!isForSomethingElse(click)) toggle();
        }}
      >
        <time className="event__time" dateTime={event.at} title={formatMoment(event.at, timezone, 'long')}>
          {timeOfDay(event.at, timezone)}
        </time>
        <p className="event__sentence">
          <EventSentence event={event} search={search} />
        </p>
        <IconButton
          label={`Details of ${plainSentence(event, timezone)}`}
          size="small"
          aria-expanded={isOpen}
          {...(isOpen ? { 'aria-controls': details } : {})}
          onPress={toggle}
        >
          {isOpen ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
        </IconButton>
      </div>
      {isOpen && <EventDetails id={details} event={event} />}
    </li>
  );
});

/** A click on a link or button in the line, or the end of a selection of its text. */
function isForSomethingElse({ target }: MouseEvent): boolean {
  if (target instanceof Element && target.closest('a, button')) return true;
  return getSelection()?.isCollapsed === false;
}

function EventDetails({ id, event }: { readonly id: string; readonly event: AuditEvent }) {
  const { timezone } = useOrganization();
  const { changes, ip, requestId, at } = event;
  const fields = Object.entries(changes);
  return (
    <div id={id} className="event__details stack stack--tight">
      {fields.length > 0 && (
        <ul className="stack stack--tight">
          {fields.map(([field, { from, to }]) => (
            <li key={field}>
              <span className="quiet">{fieldLabel(field)}:</span> <ChangedValue field={field} value={from} /> →{' '}
              <ChangedValue field={field} value={to} />
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">
        {formatMoment(at, timezone, 'long')}. {ip !== null && `IP address ${ip}. `}
        {requestId === null ? 'Performed automatically.' : `Request ${requestId}`}
      </p>
      <EventFilters event={event} />
    </div>
  );
}

/** A value as a person reads it: a member by name. */
function ChangedValue({ field, value }: { readonly field: string; readonly value: unknown }) {
  const { timezone } = useOrganization();
  const memberId = memberIdOf(field, value);
  if (memberId !== null) return <MemberName id={memberId} unknown={memberId} />;
  return textOf(field, value, timezone) || '–';
}

/** Buttons that filter the log by the actor or the target of this event. */
function EventFilters({ event: { actor, target } }: { readonly event: AuditEvent }) {
  const navigate = route.useNavigate();
  const filterBy = (filter: { actor?: string; target?: string }) => () => {
    void navigate({ search: (before) => ({ ...before, ...filter }) });
  };
  return (
    <div className="row">
      {actor.id !== null && (
        <button type="button" className="link-button" onClick={filterBy({ actor: actor.id })}>
          Show only events by {actor.name}
        </button>
      )}
      {target.id !== null && target.name !== null && (
        <button type="button" className="link-button" onClick={filterBy({ target: target.id })}>
          Show only events about {target.kind === 'reassignment' ? 'this reassignment' : target.name}
        </button>
      )}
    </div>
  );
}

import { getRouteApi } from '@tanstack/react-router';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { Schemas } from '../../api/client';
import { useOrganization } from '../../shared/use-organization';
import { IconButton } from '../../ui/Button';
import { Moment } from '../../ui/Time';
import { ACTION_LABELS, fieldLabel, valueText } from './labels';

type AuditEvent = Schemas['AuditEventDto'];

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

const KINDS: Readonly<Record<AuditEvent['actor']['kind'], string | null>> = {
  member: null,
  api_key: 'API key',
  superadmin: 'Support',
  system: null,
};

/** An event in one line, with its changes below when expanded. */
export function EventRow({ event }: { readonly event: AuditEvent }) {
  const { timezone } = useOrganization();
  const [isOpen, setIsOpen] = useState(false);
  const details = useId();
  const words = ACTION_LABELS[event.action];
  return (
    <>
      <tr>
        <th scope="row" className="whole">
          {words}
        </th>
        <td data-label="Actor">
          <Actor actor={event.actor} />
        </td>
        <td data-label="Target">{event.target.name ?? '–'}</td>
        <td data-label="Time">
          <Moment at={event.at} timeZone={timezone} />
        </td>
        <td className="narrow actions">
          <IconButton
            label={`Details of ${words}`}
            size="small"
            aria-expanded={isOpen}
            {...(isOpen ? { 'aria-controls': details } : {})}
            onPress={() => {
              setIsOpen(!isOpen);
            }}
          >
            {isOpen ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
          </IconButton>
        </td>
      </tr>
      {isOpen && (
        <tr id={details}>
          <td colSpan={5} className="whole">
            <Details event={event} />
          </td>
        </tr>
      )}
    </>
  );
}

function Actor({ actor: { id, kind, name } }: { readonly actor: AuditEvent['actor'] }) {
  const navigate = route.useNavigate();
  if (kind === 'system') return <>System</>;
  return (
    <span>
      {id === null ? (
        name
      ) : (
        <button
          type="button"
          className="link-button"
          title={`Show only events by ${name}`}
          onClick={() => {
            void navigate({ search: (before) => ({ ...before, actor: id }) });
          }}
        >
          {name}
        </button>
      )}
      {KINDS[kind] !== null && <span className="small quiet"> {KINDS[kind]}</span>}
    </span>
  );
}

function Details({ event: { changes, ip, requestId } }: { readonly event: AuditEvent }) {
  const fields = Object.entries(changes);
  return (
    <div className="stack stack--tight event-details">
      {fields.length > 0 && (
        <ul className="stack stack--tight">
          {fields.map(([field, { from, to }]) => (
            <li key={field}>
              <span className="quiet">{fieldLabel(field)}:</span> {valueText(from)} → {valueText(to)}
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">
        {ip !== null && `IP address ${ip}. `}
        {requestId === null ? 'Performed automatically.' : `Request ${requestId}`}
      </p>
    </div>
  );
}

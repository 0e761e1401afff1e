import { getRouteApi } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { Button } from '../../ui/Button';
import { DayField } from '../../ui/DayField';
import { SelectField } from '../../ui/Field';
import type { AuditAction, AuditSearch } from './audit-search';
import { ACTION_LABELS } from './labels';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

const ACTIONS: readonly { value: AuditAction | ''; label: string }[] = [
  { value: '', label: 'All events' },
  ...(Object.entries(ACTION_LABELS) as [AuditAction, string][])
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label)),
];

/** The filters are in the URL: it can be shared, and the back button undoes them. */
export function AuditFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (name: keyof AuditSearch) => (value: string) => {
    void navigate({
      search: ({ [name]: _before, ...rest }) => (value === '' ? rest : { ...rest, [name]: value }),
      replace: true,
    });
  };
  const { action, actor, from, to } = search;
  return (
    <div className="card__body range" role="search" aria-label="Audit log">
      <SelectField label="Event" choices={ACTIONS} value={action ?? ''} onChange={change('action')} />
      <DayField label="From" value={from ?? ''} onChange={change('from')} {...(to ? { max: to } : {})} />
      <DayField label="To" value={to ?? ''} onChange={change('to')} {...(from ? { min: from } : {})} />
      {actor !== undefined && (
        <Button
          onPress={() => {
            change('actor')('');
          }}
        >
          <X size={16} aria-hidden />
          Clear actor filter
        </Button>
      )}
    </div>
  );
}

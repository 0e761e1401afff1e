import { getRouteApi } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { Button } from '../../ui/parts/Button';
import { DayField } from '../../ui/form/DayField';
import { SelectField, type Choice } from '../../ui/form/Select';
import { SearchBox } from '../../ui/form/SearchBox';
import { DatePresets } from './DatePresets';
import { PersonFilter } from './PersonFilter';
import { TargetFilter } from './TargetFilter';
import type { AuditAction, AuditGroup, AuditSearch } from './audit-search';
import { ACTION_LABELS, GROUP_LABELS } from './labels';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

const GROUPS: readonly Choice<AuditGroup | ''>[] = [
  { value: '', label: 'All groups' },
  ...(Object.entries(GROUP_LABELS) as [AuditGroup, string][]).map(([value, label]) => ({ value, label })),
];

const ACTIONS: readonly Choice<AuditAction | ''>[] = [
  { value: '', label: 'All events' },
  ...(Object.entries(ACTION_LABELS) as [AuditAction, string][])
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label)),
];

/** The filters are in the URL: it can be shared. */
export function AuditFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (name: keyof AuditSearch) => (value: string) => {
    void navigate({
      search: ({ [name]: _before, ...rest }) => (value === '' ? rest : { ...rest, [name]: value }),
      replace: true,
    });
  };
  const { q, group, action, actor, target, from, to } = search;
  const isFiltered = Object.keys(search).length > 0;
  return (
    <div className="card__body audit-filters" role="search" aria-label="Audit log">
      <div className="audit-filters__search">
        <SearchBox label="Search names" placeholder="Search names" value={q ?? ''} onChange={change('q')} />
      </div>
      <PersonFilter value={actor} onChange={change('actor')} />
      <TargetFilter value={target} onChange={change('target')} />
      <SelectField label="Group" choices={GROUPS} value={group ?? ''} onChange={change('group')} />
      <SelectField label="Event" choices={ACTIONS} value={action ?? ''} onChange={change('action')} />
      <DayField label="From" value={from ?? ''} onChange={change('from')} {...(to ? { max: to } : {})} />
      <DayField label="To" value={to ?? ''} onChange={change('to')} {...(from ? { min: from } : {})} />
      <DatePresets />
      {isFiltered && (
        <div className="row audit-filters__clear">
          {actor !== undefined && <ClearFilter name="actor" onClear={change('actor')} />}
          {target !== undefined && <ClearFilter name="target" onClear={change('target')} />}
          <Button
            size="small"
            onPress={() => {
              void navigate({ search: {} });
            }}
          >
            <X size={16} aria-hidden />
            Clear all filters
          </Button>
        </div>
      )}
    </div>
  );
}

function ClearFilter({ name, onClear }: { readonly name: string; readonly onClear: (value: '') => void }) {
  return (
    <Button
      size="small"
      onPress={() => {
        onClear('');
      }}
    >
      <X size={16} aria-hidden />
      Clear {name} filter
    </Button>
  );
}

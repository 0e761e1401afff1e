import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ListFilters } from '../../shared/ListFilters';
import { useOrganizationId } from '../../shared/use-organization';
import type { Choice } from '../../ui/form/Select';
import { FEATURES, featureName, KIND_LABELS } from './credit-text';
import { KINDS } from './ledger-search';
import { creditsQuery } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/billing');

const ALL_KINDS: readonly Choice<string>[] = [
  { value: '', label: 'All activity' },
  ...KINDS.map((value) => ({ value, label: KIND_LABELS[value] })),
];

export function LedgerFilters() {
  const search = route.useSearch();
  return (
    <ListFilters
      label="Credit history"
      search={search}
      selects={[
        { name: 'kind', label: 'Activity', choices: ALL_KINDS },
        { name: 'feature', label: 'Feature', choices: useFeatures(search.feature ?? '') },
      ]}
    />
  );
}

/** The features that are known or have used credits in this period, and the chosen one. */
function useFeatures(chosen: string): readonly Choice<string>[] {
  const { data } = useQuery(creditsQuery(useOrganizationId()));
  const used = data?.usage.map(({ feature }) => feature) ?? [];
  const all = [...new Set([...Object.keys(FEATURES), ...used, ...(chosen === '' ? [] : [chosen])])];
  return [{ value: '', label: 'All features' }, ...all.map((value) => ({ value, label: featureName(value) }))];
}

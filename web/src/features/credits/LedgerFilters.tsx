import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useOrganizationId } from '../../shared/use-organization';
import { Select, type Choice } from '../../ui/form/Select';
import { FEATURES, featureName, KIND_LABELS } from './credit-text';
import { KINDS } from './ledger-search';
import { creditsQuery } from './queries';

const route = getRouteApi('/signed-in/o/$organizationId/settings/billing');

const ALL_KINDS: readonly Choice<string>[] = [
  { value: '', label: 'All activity' },
  ...KINDS.map((value) => ({ value, label: KIND_LABELS[value] })),
];

/** The filters are in the URL: it can be shared. */
export function LedgerFilters() {
  const { kind = '', feature = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const change = (name: 'kind' | 'feature') => (value: string) => {
    void navigate({
      search: ({ [name]: _before, ...rest }) => (value === '' ? rest : { ...rest, [name]: value }),
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <div className="row" role="search" aria-label="Credit history">
      <Select aria-label="Activity" choices={ALL_KINDS} value={kind} onChange={change('kind')} />
      <Select aria-label="Feature" choices={useFeatures(feature)} value={feature} onChange={change('feature')} />
    </div>
  );
}

/** The features that are known or have used credits in this period, and the chosen one. */
function useFeatures(chosen: string): readonly Choice<string>[] {
  const { data } = useQuery(creditsQuery(useOrganizationId()));
  const used = data?.usage.map(({ feature }) => feature) ?? [];
  const all = [...new Set([...Object.keys(FEATURES), ...used, ...(chosen === '' ? [] : [chosen])])];
  return [{ value: '', label: 'All features' }, ...all.map((value) => ({ value, label: featureName(value) }))];
}

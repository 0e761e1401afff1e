import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NeedsAdmin } from '../../../shared/NeedsRole';
import { fiscalYearOf, monthAt } from '../../../shared/fiscal-year';
import { useOrganization } from '../../../shared/use-organization';
import { Button } from '../../../ui/parts/Button';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { AddTargetDialog } from './TargetDialog';
import { YearTargetsList } from './YearTargetsList';
import { targetsQuery } from './queries';
import { targetsByYear } from './year-targets';

/** The months and quarters that override the default targets, by fiscal year. */
export function PeriodTargets({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const organization = useOrganization();
  const { id, timezone, fiscalYearStartMonth } = organization;
  const query = useQuery(targetsQuery(id));
  const { data: targets, error } = query;
  const [isAdding, setIsAdding] = useState(false);
  const [today] = useState(() => new Date());
  const currentYear = fiscalYearOf(monthAt(today, timezone), fiscalYearStartMonth);
  return (
    <div className="stack">
      <div className="row row--apart">
        <h3>Overrides for single periods</h3>
        {isReadOnly ? (
          <NeedsAdmin />
        ) : (
          <Button
            size="small"
            onPress={() => {
              setIsAdding(true);
            }}
          >
            Add target
          </Button>
        )}
      </div>
      <QueryFailed query={query} />
      {!targets && !error && <LoadingBlock height={64} />}
      {targets &&
        targetsByYear(targets, organization, currentYear).map((year) => (
          <YearTargetsList key={year.fiscalYear} year={year} isReadOnly={isReadOnly} />
        ))}
      {isAdding && (
        <AddTargetDialog
          currentYear={currentYear}
          onClose={() => {
            setIsAdding(false);
          }}
        />
      )}
    </div>
  );
}

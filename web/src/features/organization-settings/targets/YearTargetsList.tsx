import { useState } from 'react';
import { periodName } from '../../../shared/fiscal-year';
import { useOrganization } from '../../../shared/use-organization';
import { Button } from '../../../ui/parts/Button';
import { formatMoney } from '../../../ui/format/money';
import { RemoveTargetDialog } from './RemoveTargetDialog';
import { ChangeTargetDialog } from './TargetDialog';
import type { Target, YearTargets } from './year-targets';

interface YearTargetsListProps {
  readonly year: YearTargets;
  readonly isReadOnly: boolean;
}

/** The total of a fiscal year, and its periods that override the default targets. */
export function YearTargetsList({ year, isReadOnly }: YearTargetsListProps) {
  const { currency } = useOrganization();
  const { fiscalYear, overrides } = year;
  return (
    <section className="stack stack--tight" aria-label={`Fiscal year ${fiscalYear}`}>
      <p className="small">{sentence(year, currency)}</p>
      {overrides.length > 0 && (
        <ul className="card targets">
          {overrides.map((target) => (
            <TargetLine key={target.period} target={target} isReadOnly={isReadOnly} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface TargetLineProps {
  readonly target: Target;
  readonly isReadOnly: boolean;
}

function TargetLine({ target, isReadOnly }: TargetLineProps) {
  const { currency } = useOrganization();
  const [openDialog, setOpenDialog] = useState<'change' | 'remove' | null>(null);
  const close = () => {
    setOpenDialog(null);
  };
  const name = periodName(target.period);
  return (
    <li className="row row--apart">
      <span>
        <span className="strong">{name}</span> <span className="figures">{formatMoney(target.amount)}</span>{' '}
        {target.amount.currency !== currency && <span className="badge badge--warn">Not in use</span>}
      </span>
      {!isReadOnly && (
        <span className="row">
          <Button
            size="small"
            aria-label={`Edit ${name} target`}
            onPress={() => {
              setOpenDialog('change');
            }}
          >
            Edit
          </Button>
          <Button
            size="small"
            variant="plain"
            aria-label={`Remove ${name} target`}
            onPress={() => {
              setOpenDialog('remove');
            }}
          >
            Remove
          </Button>
        </span>
      )}
      {openDialog === 'change' && <ChangeTargetDialog target={target} onClose={close} />}
      {openDialog === 'remove' && <RemoveTargetDialog target={target} onClose={close} />}
    </li>
  );
}

/** "Fiscal year 2027 total: €1,200,000.00 by month, €1,300,000.00 by quarter." */
function sentence({ fiscalYear, months, quarters }: YearTargets, currency: string): string {
  const inWords = (amount: number) => formatMoney({ amount, currency });
  if (months === null && quarters === null) {
    return `No total for fiscal year ${fiscalYear} yet: some months and quarters have no target.`;
  }
  if (quarters === null) {
    return `Fiscal year ${fiscalYear} total: ${inWords(months ?? 0)} by month. Some quarters have no target.`;
  }
  if (months === null) {
    return `Fiscal year ${fiscalYear} total: ${inWords(quarters)} by quarter. Some months have no target.`;
  }
  if (months === quarters) return `Fiscal year ${fiscalYear} total: ${inWords(months)}.`;
  return `Fiscal year ${fiscalYear} total: ${inWords(months)} by month, ${inWords(quarters)} by quarter.`;
}

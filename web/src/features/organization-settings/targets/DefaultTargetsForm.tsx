import { useState } from 'react';
import type { Money } from '../../../api/client';
import { useOrganization } from '../../../shared/use-organization';
import { AmountField } from '../../../ui/form/AmountField';
import { Hint } from '../../../ui/feedback/Notice';
import { ServerForm } from '../../../ui/form/ServerForm';
import { Unsaved } from '../../../ui/dialog/Unsaved';
import { formatAmount, formatMoney, parseAmount } from '../../../ui/format/money';
import { showToast } from '../../../ui/feedback/toast-store';
import { useAction } from '../../../ui/feedback/use-action';
import { SaveFoot } from '../SaveFoot';
import { refreshSettings, saveSettings } from '../queries';

const PERIODS = ['monthly', 'quarterly'] as const;
const FIELDS = PERIODS.map((period) => `revenueTargets/${period}`);
type Period = (typeof PERIODS)[number];

const LABELS: Readonly<Record<Period, string>> = { monthly: 'Monthly target', quarterly: 'Quarterly target' };

export function DefaultTargetsForm({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const { id, etag, currency, revenueTargets } = useOrganization();
  const stored: Record<Period, string> = {
    monthly: textOf(revenueTargets.monthly, currency),
    quarterly: textOf(revenueTargets.quarterly, currency),
  };
  const [draft, setDraft] = useState<Partial<Record<Period, string>>>({});
  const typed = { ...stored, ...draft };
  // Only what was changed is sent: the other target may be in another currency, or have been changed by someone else.
  const changed = PERIODS.filter((period) => typed[period].trim() !== stored[period]);
  const { run, isPending, refusal, reset } = useAction(
    () =>
      saveSettings(id, etag, {
        revenueTargets: Object.fromEntries(changed.map((period) => [period, moneyIn(typed[period], currency)])),
      }),
    async (saved) => {
      await refreshSettings(saved);
      setDraft({});
      showToast('Revenue targets saved.');
    },
  );
  const isRight = PERIODS.every((period) => isAmount(typed[period], currency));
  const unchanged = changed.length === 0 ? 'No changes to save.' : null;
  const missing = isRight ? unchanged : 'Correct the amounts first.';
  return (
    <ServerForm
      refusal={refusal}
      fields={FIELDS}
      onSubmit={() => {
        if (isRight && changed.length > 0) run(undefined);
      }}
    >
      <Unsaved isUnsaved={() => changed.length > 0} />
      <div className="fields">
        {PERIODS.map((period) => (
          <AmountField
            key={period}
            label={LABELS[period]}
            name={`revenueTargets/${period}`}
            hint={hintOf(typed[period], currency)}
            currency={currency}
            value={typed[period]}
            isDisabled={isReadOnly}
            // Only set when true: `isInvalid={false}` would hide the service's error of the field.
            {...(isAmount(typed[period], currency) ? {} : { isInvalid: true })}
            onChange={(text) => {
              setDraft({ ...draft, [period]: text });
            }}
          />
        ))}
      </div>
      {PERIODS.map((period) => revenueTargets[period])
        .filter((target) => target !== null)
        .filter((target) => target.currency !== currency)
        .map((target) => (
          <Hint key={target.amount} variant="warn">
            {formatMoney(target)} was set in another currency and no longer applies. Set a new target in {currency}.
          </Hint>
        ))}
      {!isReadOnly && <SaveFoot missing={missing} isPending={isPending} refusal={refusal} reset={reset} />}
    </ServerForm>
  );
}

function textOf(target: Money | null, currency: string): string {
  return target?.currency === currency ? formatAmount(target.amount, currency) : '';
}

function isAmount(text: string, currency: string): boolean {
  return text.trim() === '' || parseAmount(text, currency) !== null;
}

/** Empty removes a target. */
function moneyIn(text: string, currency: string): Money | null {
  const amount = text.trim() === '' ? null : parseAmount(text, currency);
  return amount === null ? null : { amount, currency };
}

function hintOf(text: string, currency: string): string {
  if (text.trim() === '') return `Amount in ${currency}. Leave empty for no target.`;
  const money = moneyIn(text, currency);
  return money ? formatMoney(money) : `Enter an amount in ${currency}, for example 50000.`;
}

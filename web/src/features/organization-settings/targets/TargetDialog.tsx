import { useState, type ReactNode } from 'react';
import { periodsOf, periodName } from '../../../shared/fiscal-year';
import { useOrganization } from '../../../shared/use-organization';
import { ComboField } from '../../../ui/form/ComboField';
import { Dialog } from '../../../ui/dialog/Dialog';
import { AmountField } from '../../../ui/form/AmountField';
import { SubmitFoot } from '../../../ui/dialog/Modal';
import { ServerForm } from '../../../ui/form/ServerForm';
import { formatAmount, formatMoney, parseAmount } from '../../../ui/format/money';
import { showToast } from '../../../ui/feedback/toast-store';
import { useAction } from '../../../ui/feedback/use-action';
import { refreshTargets, setTarget } from './queries';
import type { Target } from './year-targets';

const FIELDS = ['period', 'amount'];
/** The fiscal years that are offered, relative to the current one. */
const YEAR_OFFSETS = [0, 1, 2, 3, -1];

interface AddTargetDialogProps {
  readonly currentYear: number;
  readonly onClose: () => void;
}

export function AddTargetDialog({ currentYear, onClose }: AddTargetDialogProps) {
  const { fiscalYearStartMonth } = useOrganization();
  const [period, setPeriod] = useState('');
  const choices = YEAR_OFFSETS.map((offset) => periodsOf(currentYear + offset, fiscalYearStartMonth))
    .flatMap(({ months, quarters }) => [...quarters, ...months])
    .map((value) => ({ value, label: periodName(value) }));
  return (
    <Dialog title="Add target" isOpen onClose={onClose}>
      <TargetForm period={period} text="" onClose={onClose}>
        <ComboField
          label="Month or fiscal quarter"
          name="period"
          autoFocus
          choices={choices}
          value={period}
          onChange={setPeriod}
        />
      </TargetForm>
    </Dialog>
  );
}

interface ChangeTargetDialogProps {
  readonly target: Target;
  readonly onClose: () => void;
}

export function ChangeTargetDialog({ target: { period, amount }, onClose }: ChangeTargetDialogProps) {
  const { currency } = useOrganization();
  const text = amount.currency === currency ? formatAmount(amount.amount, currency) : '';
  return (
    <Dialog title={`Edit ${periodName(period)} target`} isOpen onClose={onClose}>
      <TargetForm period={period} text={text} onClose={onClose} />
    </Dialog>
  );
}

interface TargetFormProps {
  /** Empty until it is chosen. */
  readonly period: string;
  /** The amount that is shown at first. */
  readonly text: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

function TargetForm({ period, text, onClose, children }: TargetFormProps) {
  const { id, currency } = useOrganization();
  const [typed, setTyped] = useState(text);
  const amount = parseAmount(typed, currency);
  const missing = missingFor(period, amount, typed.trim() !== text);
  const { run, isPending, refusal } = useAction(
    (minor: number) => setTarget(id, period, { amount: minor, currency }),
    async () => {
      showToast(`${periodName(period)} target saved.`);
      onClose();
      await refreshTargets(id);
    },
  );
  return (
    <ServerForm
      refusal={refusal}
      fields={FIELDS}
      onSubmit={() => {
        if (missing === null && amount !== null && !isPending) run(amount);
      }}
    >
      {children}
      <AmountField
        label="Target"
        name="amount"
        hint={
          amount === null ? `Enter an amount in ${currency}, for example 50000.` : formatMoney({ amount, currency })
        }
        currency={currency}
        autoFocus={children === undefined}
        value={typed}
        onChange={setTyped}
        // Only set when true: `isInvalid={false}` would hide the service's error of the field.
        {...(typed.trim() !== '' && amount === null ? { isInvalid: true } : {})}
      />
      <SubmitFoot missing={missing} isPending={isPending} onCancel={onClose}>
        Save target
      </SubmitFoot>
    </ServerForm>
  );
}

/** What is still to be entered; null: nothing. */
function missingFor(period: string, amount: number | null, isChanged: boolean): string | null {
  if (period === '') return 'Choose a period.';
  if (amount === null) return 'Enter an amount.';
  return isChanged ? null : 'Nothing has changed.';
}

import { useState } from 'react';
import type { Organization, Schemas } from '../../api/client';
import { currencies, months, timezones } from '../../shared/locale-choices';
import { useOrganization } from '../../shared/use-organization';
import { ComboField } from '../../ui/form/ComboField';
import { TextField } from '../../ui/form/Field';
import { SelectField } from '../../ui/form/Select';
import { Hint } from '../../ui/feedback/Notice';
import { ServerForm } from '../../ui/form/ServerForm';
import { Unsaved } from '../../ui/dialog/Unsaved';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { ReportSwitch } from './ReportSwitch';
import { SaveFoot } from './SaveFoot';
import { refreshSettings, saveSettings } from './queries';

type General = Pick<Organization, 'name' | 'currency' | 'timezone' | 'fiscalYearStartMonth' | 'monthlyReport'>;

const FIELDS = ['name', 'currency', 'timezone', 'fiscalYearStartMonth', 'monthlyReport'] as const;

export function GeneralForm({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const { id, etag, ...organization } = useOrganization();
  const [draft, setDraft] = useState<Partial<General>>({});
  const general: General = { ...organization, ...draft };
  const changed = changesIn(draft, organization);
  const { run, isPending, refusal, reset } = useAction(
    () => saveSettings(id, etag, changed),
    async (saved) => {
      await refreshSettings(saved);
      setDraft({});
      showToast('Settings saved.');
    },
  );
  const set = (change: Partial<General>) => {
    setDraft({ ...draft, ...change });
  };
  return (
    <ServerForm
      refusal={refusal}
      fields={FIELDS}
      onSubmit={() => {
        run(undefined);
      }}
    >
      <Unsaved isUnsaved={() => Object.keys(changed).length > 0} />
      <TextField
        label="Name"
        name="name"
        value={general.name}
        onChange={(name) => {
          set({ name });
        }}
        isRequired
        isDisabled={isReadOnly}
        maxLength={100}
      />
      <div className="fields">
        <ComboField
          label="Default currency"
          name="currency"
          hint="Used for deal values and revenue."
          choices={currencies(general.currency)}
          value={general.currency}
          onChange={(currency) => {
            set({ currency });
          }}
          isDisabled={isReadOnly}
        />
        <ComboField
          label="Default timezone"
          name="timezone"
          hint="Used for scheduling, reports and timestamps."
          choices={timezones(general.timezone)}
          value={general.timezone}
          onChange={(timezone) => {
            set({ timezone });
          }}
          isDisabled={isReadOnly}
        />
        <SelectField
          label="Fiscal year start"
          name="fiscalYearStartMonth"
          hint="First month of your fiscal year."
          choices={months()}
          value={String(general.fiscalYearStartMonth)}
          onChange={(month) => {
            set({ fiscalYearStartMonth: Number(month) });
          }}
          disabled={isReadOnly}
        />
      </div>
      {changed.currency !== undefined && (
        <Hint variant="warn">
          Existing amounts won’t be converted. Your {organization.currency} revenue targets won’t apply until you set
          new ones.
        </Hint>
      )}
      <ReportSwitch
        isSelected={general.monthlyReport}
        isDisabled={isReadOnly}
        onChange={(monthlyReport) => {
          set({ monthlyReport });
        }}
      />
      {!isReadOnly && (
        <SaveFoot
          missing={Object.keys(changed).length === 0 ? 'No changes to save.' : null}
          isPending={isPending}
          refusal={refusal}
          reset={reset}
        />
      )}
    </ServerForm>
  );
}

/** The values that differ from the stored ones; others are not sent, and so not changed. */
function changesIn(draft: Partial<General>, now: General): Schemas['ChangeOrganizationDto'] {
  const differing = Object.entries(draft).filter(([name, value]) => now[name as keyof General] !== value);
  return Object.fromEntries(differing);
}

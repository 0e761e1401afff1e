import { useState } from 'react';
import { api, unwrap, type Organization, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { currencies, currencyOfReader, timezoneOfReader, timezones } from '../../shared/locale-choices';
import { meQuery } from '../../shared/organization-queries';
import { useSwitchOrganization } from '../../shared/use-switch-organization';
import { ComboField } from '../../ui/form/ComboField';
import { TextField } from '../../ui/form/Field';
import { SubmitFoot } from '../../ui/dialog/Modal';
import { ServerForm } from '../../ui/form/ServerForm';
import { useAction } from '../../ui/feedback/use-action';

const FIELDS = ['name', 'currency', 'timezone'] as const;

/** The form of a new organization, with the currency and the timezone that the browser suggests. */
export function CreateOrganizationForm({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [currency, setCurrency] = useState(currencyOfReader);
  const [timezone, setTimezone] = useState(timezoneOfReader);
  const switchTo = useSwitchOrganization();
  const { run, isPending, refusal } = useAction(create, async ({ id }: Organization) => {
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    onClose();
    switchTo(id);
  });
  return (
    <ServerForm
      refusal={refusal}
      fields={FIELDS}
      onSubmit={() => {
        run({ name, currency, timezone });
      }}
    >
      <TextField
        label="Name"
        name="name"
        hint="Shown in the app, emails and reports. You can change it later."
        value={name}
        onChange={setName}
        isRequired
        maxLength={100}
        autoComplete="organization"
        autoFocus
      />
      <div className="fields">
        <ComboField
          label="Currency"
          name="currency"
          choices={currencies(currency)}
          value={currency}
          onChange={setCurrency}
        />
        <ComboField
          label="Timezone"
          name="timezone"
          choices={timezones(timezone)}
          value={timezone}
          onChange={setTimezone}
        />
      </div>
      <p className="small quiet">
        You’ll start on the Free plan with 1 seat, and can invite your team after upgrading. Currency, timezone and
        fiscal year can be changed in the settings.
      </p>
      <SubmitFoot isPending={isPending} onCancel={onClose}>
        Create organization
      </SubmitFoot>
    </ServerForm>
  );
}

function create(body: Schemas['CreateOrganizationDto']): Promise<Organization> {
  return unwrap(api.POST('/api/v1/organizations', { body }));
}

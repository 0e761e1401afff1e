import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Plan } from '../../api/client';
import { PLAN_NAMES } from '../../shared/plans';
import { Button } from '../../ui/parts/Button';
import { DayField } from '../../ui/form/DayField';
import { Dialog } from '../../ui/dialog/Dialog';
import { TextField } from '../../ui/form/Field';
import { SelectField } from '../../ui/form/Select';
import { Notice } from '../../ui/feedback/Notice';
import { ServerForm } from '../../ui/form/ServerForm';
import { count } from '../../ui/format/count';
import { showToast } from '../../ui/feedback/toast-store';
import { useAction } from '../../ui/feedback/use-action';
import { OrganizationFacts } from './OrganizationFacts';
import { OrganizationMembers } from './OrganizationMembers';
import {
  grantCredits,
  overridePlan,
  platformOrganizationQuery,
  refreshPlatform,
  setUnlimited,
  type PlatformOrganization,
} from './queries';

interface ManageDialogProps {
  readonly organization: PlatformOrganization;
  readonly onClose: () => void;
}

interface FormProps {
  readonly organization: PlatformOrganization;
}

/** The state of an organization, its members, and the changes that support can make for it. */
export function ManageDialog({ organization, onClose }: ManageDialogProps) {
  return (
    <Dialog title={organization.name} isOpen width="wide" onClose={onClose}>
      <div className="stack stack--wide">
        <OrganizationFacts organizationId={organization.id} />
        <PlanForm organization={organization} />
        <CreditsForm organization={organization} />
        <UnlimitedCredits organization={organization} />
        <OrganizationMembers organization={organization} />
      </div>
    </Dialog>
  );
}

const PLANS = (['free', 'starter', 'pro', 'enterprise'] as const).map((value) => ({ value, label: PLAN_NAMES[value] }));
const PLAN_FIELDS = ['plan', 'until'];
const CREDIT_FIELDS = ['credits', 'reason'];

function PlanForm({ organization: { id, name, plan } }: FormProps) {
  const [chosen, setChosen] = useState<Plan>(plan);
  const [until, setUntil] = useState('');
  const { run, isPending, refusal } = useAction(
    () =>
      overridePlan(id, {
        plan: chosen,
        ...(until === '' ? {} : { until: new Date(`${until}T00:00:00Z`).toISOString() }),
      }),
    async () => {
      showToast(`${name} is now on ${PLAN_NAMES[chosen]}.`);
      await refreshPlatform();
    },
  );
  return (
    <ServerForm
      refusal={refusal}
      fields={PLAN_FIELDS}
      aria-label="Plan"
      onSubmit={() => {
        run(undefined);
      }}
    >
      <h3>Plan</h3>
      <div className="fields">
        <SelectField label="Plan" choices={PLANS} value={chosen} onChange={setChosen} />
        <DayField label="Until (optional)" value={until} onChange={setUntil} />
      </div>
      <div>
        <Button type="submit" isPending={isPending}>
          Set plan
        </Button>
      </div>
    </ServerForm>
  );
}

function CreditsForm({ organization: { id, name } }: FormProps) {
  const [credits, setCredits] = useState('');
  const [reason, setReason] = useState('');
  const { run, isPending, refusal } = useAction(
    () => grantCredits(id, { credits: Number(credits), reason }),
    async ({ balance }) => {
      showToast(`${name} now has ${count(balance, 'credit')}.`);
      setCredits('');
      setReason('');
      await refreshPlatform();
    },
  );
  return (
    <ServerForm
      refusal={refusal}
      fields={CREDIT_FIELDS}
      aria-label="Credits"
      onSubmit={() => {
        run(undefined);
      }}
    >
      <h3>Credits</h3>
      <div className="fields">
        <TextField
          label="Credits"
          name="credits"
          hint="Use a negative number to remove credits."
          inputMode="numeric"
          value={credits}
          onChange={setCredits}
          isRequired
        />
        <TextField
          label="Reason"
          name="reason"
          hint="Shown to the owner in the audit log."
          value={reason}
          onChange={setReason}
          isRequired
        />
      </div>
      <div>
        <Button type="submit" isPending={isPending}>
          Adjust credits
        </Button>
      </div>
    </ServerForm>
  );
}

function UnlimitedCredits({ organization: { id, name } }: FormProps) {
  const isUnlimited = useQuery(platformOrganizationQuery(id)).data?.billing?.credits.unlimited;
  const { run, isPending, refusal } = useAction(
    (unlimited: boolean) => setUnlimited(id, unlimited),
    async (_balance, unlimited) => {
      showToast(`Unlimited credits turned ${unlimited ? 'on' : 'off'} for ${name}.`);
      await refreshPlatform();
    },
  );
  return (
    <div className="stack stack--tight">
      <h3>Unlimited credits</h3>
      <div className="row">
        <Button
          isPending={isPending}
          isDisabled={isUnlimited === undefined}
          onPress={() => {
            run(isUnlimited === false);
          }}
        >
          {isUnlimited ? 'Turn off unlimited credits' : 'Turn on unlimited credits'}
        </Button>
      </div>
      {refusal && <Notice refusal={refusal} />}
    </div>
  );
}

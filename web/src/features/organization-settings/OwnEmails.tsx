import { useMutation, useQuery } from '@tanstack/react-query';
import { SwitchButton, SwitchField } from 'react-aria-components';
import { queryClient } from '../../api/query-client';
import { useOrganizationId } from '../../shared/use-organization';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { LoadingBlock } from '../../ui/feedback/Skeleton';
import { hideRefusal, showRefusal, showToast } from '../../ui/feedback/toast-store';
import { changeEmailPreferences, emailPreferencesQuery } from './queries';

const ACTION = 'email preferences';

/** Which recurring emails the person gets, whatever others get. */
export function OwnEmails() {
  const organizationId = useOrganizationId();
  const options = emailPreferencesQuery(organizationId);
  const query = useQuery(options);
  const { data, error } = query;
  const change = useMutation({
    mutationFn: (monthlyReport: boolean) => changeEmailPreferences(organizationId, monthlyReport),
    onMutate: () => {
      hideRefusal(ACTION);
    },
    onSuccess: (changed) => {
      queryClient.setQueryData(options.queryKey, changed);
      showToast(changed.monthlyReport ? 'You’ll get the monthly report.' : 'You won’t get the monthly report.');
    },
    onError: (refused) => {
      showRefusal(refused, { action: ACTION });
    },
  });
  if (error && !data) return <QueryFailed query={query} />;
  if (!data) return <LoadingBlock height={44} />;
  return (
    <SwitchField
      isSelected={change.isPending ? change.variables : data.monthlyReport}
      onChange={(isSelected) => {
        change.mutate(isSelected);
      }}
    >
      <SwitchButton className="switch">
        <span className="switch__track" aria-hidden />
        <span>
          <span className="strong">Email me the monthly report</span>
          <br />
          <span className="small quiet">
            Only for you. It is sent while the monthly report is on for the organization.
          </span>
        </span>
      </SwitchButton>
    </SwitchField>
  );
}

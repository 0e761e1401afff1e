import { useQuery } from '@tanstack/react-query';
import { useMay, useOrganizationId } from '../../../shared/use-organization';
import { QueryFailed } from '../../../ui/feedback/LoadFailed';
import { SidePanel } from '../../../ui/dialog/SidePanel';
import { LoadingBlock } from '../../../ui/feedback/Skeleton';
import { MembersTableContext, useMembersTableValue } from '../table-context';
import { MemberArchivedChats } from './MemberArchivedChats';
import { MemberFacts } from './MemberFacts';
import { MemberHistory } from './MemberHistory';
import { MemberPossessions } from './MemberPossessions';
import { memberQuery } from './queries';

interface MemberPanelProps {
  readonly membershipId: string;
  readonly onClose: () => void;
}

/** One member: role, activity, records, API keys and history, as far as the reader may see them. */
export function MemberPanel({ membershipId, onClose }: MemberPanelProps) {
  const query = useQuery(memberQuery(useOrganizationId(), membershipId));
  const { data: member, error } = query;
  const table = useMembersTableValue();
  const may = useMay();
  return (
    <SidePanel title={member?.name ?? 'Member'} onClose={onClose}>
      <QueryFailed query={query} />
      {!member && !error && <LoadingBlock height={320} />}
      {member && (
        <MembersTableContext value={table}>
          <MemberFacts member={member} />
          {table.mayManage && member.status === 'active' && <MemberPossessions member={member} />}
          {table.mayManage && member.status === 'removed' && <MemberArchivedChats member={member} />}
          {may('audit:view') && <MemberHistory member={member} />}
        </MembersTableContext>
      )}
    </SidePanel>
  );
}

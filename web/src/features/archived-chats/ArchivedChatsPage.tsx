import { RestrictedPage } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { ChatsTable } from './ChatsTable';

/** The assistant chats of removed members, read-only. */
export function ArchivedChatsPage() {
  return (
    <RestrictedPage
      title="Archived chats"
      lead="AI assistant chats of removed members."
      isAllowed={useMay()('members:manage')}
      reason="When a member is removed, their assistant chats are archived here. Only the owner and admins can read them."
    >
      <ChatsTable />
    </RestrictedPage>
  );
}

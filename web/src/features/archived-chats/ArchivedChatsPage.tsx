import { useMay } from '../../shared/use-organization';
import { Page, Restricted } from '../../shared/Page';
import { ChatsTable } from './ChatsTable';

/** The assistant chats of removed members, read-only. */
export function ArchivedChatsPage() {
  const may = useMay();
  return (
    <Page title="Archived chats" lead="AI assistant chats of removed members.">
      {may('members:manage') ? (
        <ChatsTable />
      ) : (
        <Restricted who="admin">
          When a member is removed, their assistant chats are archived here. Only the owner and admins can read them.
        </Restricted>
      )}
    </Page>
  );
}

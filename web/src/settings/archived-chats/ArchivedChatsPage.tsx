import { useMay, useOrganization } from '../../api/use-organization';
import { Page, Reserved } from '../../ui/Page';
import { ChatsTable } from './ChatsTable';

/** The chats with the assistant of those who are gone, to read. */
export function ArchivedChatsPage() {
  const { name } = useOrganization();
  const may = useMay();
  return (
    <Page title="Archived chats" lead={`What removed members of ${name} have talked about with the assistant.`}>
      {may('members:manage') ? (
        <ChatsTable />
      ) : (
        <Reserved who="admin">
          When a member is removed, their chats with the assistant are kept here, for admins to read.
        </Reserved>
      )}
    </Page>
  );
}

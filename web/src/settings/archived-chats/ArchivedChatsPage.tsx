import { useMay, useOrganization } from '../../api/use-organization';
import { Needs } from '../../ui/Needs';
import { useTitle } from '../../ui/use-title';
import { ChatsTable } from './ChatsTable';

/** The chats with the assistant of those who are gone, to read. */
export function ArchivedChatsPage() {
  const { name } = useOrganization();
  const may = useMay();
  useTitle('Archived chats', name);
  return (
    <div className="page">
      <div className="page__head">
        <div>
          <h1>Archived chats</h1>
          <p className="quiet">What removed members of {name} have talked about with the assistant.</p>
        </div>
      </div>
      {may('members:manage') ? (
        <ChatsTable />
      ) : (
        <div className="card empty">
          <p>When a member is removed, their chats with the assistant are kept here, for admins to read.</p>
          <Needs who="admin" />
        </div>
      )}
    </div>
  );
}

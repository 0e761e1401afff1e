import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../shared/use-organization';
import { Hint } from '../../ui/feedback/Notice';
import { Moment } from '../../ui/format/Time';
import { count } from '../../ui/format/count';
import type { ImportKind } from './fields';
import type { Preview } from './queries';

interface FileNotesProps {
  readonly kind: ImportKind;
  readonly preview: Preview;
}

/** Warnings about a file before it is imported. */
export function FileNotes({ kind, preview: { previousImport, rejected } }: FileNotesProps) {
  return (
    <>
      {previousImport && <ImportedBefore kind={kind} previous={previousImport} />}
      {rejected.length > 0 && <TooLong rejected={rejected} />}
    </>
  );
}

interface ImportedBeforeProps {
  readonly kind: ImportKind;
  readonly previous: NonNullable<Preview['previousImport']>;
}

function ImportedBefore({ kind, previous: { id, status, created, createdAt } }: ImportedBeforeProps) {
  const { id: organizationId, timezone } = useOrganization();
  const hasEnded = status === 'completed' || status === 'failed';
  return (
    <Hint
      variant="warn"
      action={
        <Link
          to="/o/$organizationId/settings/import"
          params={{ organizationId }}
          search={{ import: id }}
          className="button button--small"
        >
          Show that import
        </Link>
      }
    >
      <p>
        This file was imported before, on <Moment at={createdAt} timeZone={timezone} />
        {hasEnded ? ` (${count(created, kind.slice(0, -1))} created)` : ' (not finished yet)'}. Importing it again
        creates duplicate {kind}.
      </p>
    </Hint>
  );
}

/** The number of rows shown; the service returns at most 100. */
const SHOWN = 5;

function TooLong({ rejected }: Pick<Preview, 'rejected'>) {
  const more = rejected.length - SHOWN;
  return (
    <Hint variant="warn">
      <p>These rows will be rejected:</p>
      <ul>
        {rejected.slice(0, SHOWN).map(({ line, detail }) => (
          <li key={line}>
            <span className="strong">Line {line.toLocaleString()}:</span> {detail}
          </li>
        ))}
      </ul>
      {more > 0 && <p>And {rejected.length < 100 ? count(more, 'more row') : 'more of them'}.</p>}
    </Hint>
  );
}

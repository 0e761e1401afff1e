import { useQuery } from '@tanstack/react-query';
import { useOrganizationId } from '../../shared/use-organization';
import { QueryFailed } from '../../ui/feedback/LoadFailed';
import { useDebounced } from '../../ui/form/use-debounced';
import { isComplete, manyReassignmentsPreviewQuery, namesIn, type Handover, type Source } from './handover';
import { ReassignmentPreview } from './ReassignmentPreview';

/** Each owner is counted by a request of its own; the records of more owners are not counted before. */
const MOST_COUNTED = 20;

interface PreviewOfManyProps {
  /** The records of each owner. */
  readonly sources: readonly Source[];
  readonly handover: Handover;
}

/** How many records each new owner would get of several previous ones together. */
export function PreviewOfMany({ sources, handover }: PreviewOfManyProps) {
  // Moving a slider asks once, when it stops.
  const settled = useDebounced(handover);
  const isCounted = sources.length <= MOST_COUNTED;
  const query = useQuery({
    ...manyReassignmentsPreviewQuery(useOrganizationId(), sources, settled),
    enabled: isCounted && isComplete(settled),
  });
  if (!isCounted)
    return (
      <p className="small quiet">
        The records of more than {MOST_COUNTED} owners are not counted before. The choice above applies to each owner’s
        records.
      </p>
    );
  return (
    <>
      <QueryFailed query={query} />
      {query.data && <ReassignmentPreview counts={query.data} names={namesIn(settled)} />}
    </>
  );
}

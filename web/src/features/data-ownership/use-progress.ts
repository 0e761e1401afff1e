import { useEffect, useState } from 'react';
import { readEvents, wait } from '../../api/event-stream';
import { fetchSignedIn } from '../../api/fetch-signed-in';
import { useOrganizationId } from '../../shared/use-organization';
import { isFinished, refreshOwnership, type Reassignment } from './queries';

/** The time between a lost connection and the next attempt. */
const RETRY_MS = 2_000;

/**
 * The live progress of a reassignment, by server-sent events. They are read with fetch, because an EventSource could send the
 * token only in the URL. After a lost connection they continue at the last event.
 */
export function useProgress(given: Reassignment): Reassignment {
  const organizationId = useOrganizationId();
  const [seen, setSeen] = useState<Reassignment | null>(null);
  const { id } = given;
  const isDone = isFinished(given);
  useEffect(() => {
    if (isDone) return;
    const controller = new AbortController();
    const path = `/api/v1/organizations/${organizationId}/reassignments/${id}/events`;
    void readProgress(path, controller.signal, setSeen).then(() => {
      if (!controller.signal.aborted) void refreshOwnership(organizationId);
    });
    return () => {
      controller.abort();
    };
  }, [organizationId, id, isDone]);
  return isDone ? given : (seen ?? given);
}

/** Reads the events until the reassignment has ended, or until the service refuses. */
async function readProgress(path: string, signal: AbortSignal, onProgress: (now: Reassignment) => void): Promise<void> {
  let lastEventId = '';
  while (!signal.aborted) {
    try {
      const headers = lastEventId ? { 'Last-Event-ID': lastEventId } : {};
      const response = await fetchSignedIn(new Request(path, { signal, headers }));
      if (response.status >= 400 && response.status < 500) return;
      const seen: Reassignment[] = [];
      await readEvents(response, ({ id, data }) => {
        lastEventId = id ?? lastEventId;
        const now = JSON.parse(data) as Reassignment; // As the call's document says.
        onProgress(now);
        seen.splice(0, 1, now);
      });
      if (seen.some(isFinished)) return;
    } catch {
      // The connection was lost; it is tried again.
    }
    await wait(RETRY_MS, signal);
  }
}

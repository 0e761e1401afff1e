import { useMutation } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';
import { hideRefusal, showRefusal } from '../../ui/feedback/toast-store';
import { markRead } from './queries';

const ACTION = 'mark notifications as read';

/** Marks notifications as read; also when the list is closed meanwhile. */
export function useMarkRead(organizationId: string) {
  return useMutation({
    mutationFn: (read: Schemas['MarkReadDto']) => markRead(organizationId, read),
    onMutate: () => {
      hideRefusal(ACTION);
    },
    onError: (error) => {
      showRefusal(error, { action: ACTION, what: 'The notifications were not marked as read.' });
    },
  });
}

import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toRefusal, type Refusal } from '../../problem/problem';

interface Action<Input, Output> {
  readonly run: (input: Input) => void;
  readonly isPending: boolean;
  readonly refusal: Refusal | null;
  readonly reset: UseMutationResult<Output, Error, Input>['reset'];
}

/** A change that the service may refuse; the refusal is shown where the change was made. */
export function useAction<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone: (output: Output, input: Input) => unknown,
): Action<Input, Output> {
  const { mutate, isPending, error, reset } = useMutation({ mutationFn: change, onSuccess: onDone });
  const refusal = useMemo(() => (error ? toRefusal(error) : null), [error]);
  return { run: mutate, isPending, refusal, reset };
}

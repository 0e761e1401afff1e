import { defineProblem } from '../platform/http/problem.js';

export const reassignmentNotFound = defineProblem({
  code: 'reassignment-not-found',
  status: 404,
  title: 'There is no such reassignment',
  detail: 'This reassignment does not exist. Choose one from the list of reassignments.',
});
export const reassignmentFinished = defineProblem({
  code: 'reassignment-finished',
  status: 409,
  title: 'This reassignment is over',
  detail: 'This reassignment has ended and can no longer be cancelled. Start another one to move the records again.',
});

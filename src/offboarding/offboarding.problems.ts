import { defineProblem } from '../platform/http/problem.js';

export const reassignmentNotFound = defineProblem({
  code: 'reassignment-not-found',
  status: 404,
  title: 'Reassignment not found',
  detail: 'This reassignment does not exist. Choose one from the list of reassignments.',
});
export const reassignmentFinished = defineProblem({
  code: 'reassignment-finished',
  status: 409,
  title: 'Reassignment already finished',
  detail: 'This reassignment has already finished and cannot be cancelled. Start a new one to move the records again.',
});

import { defineProblem } from '../platform/http/problem.js';

export const accountNotFound = defineProblem({
  code: 'account-not-found',
  status: 404,
  title: 'No account has this address',
  detail: 'No account has this address yet. Check it for a typing error, or create an account with it.',
  hint: 'Leave out "createAccount" to create the account with the sign-in.',
});

import { defineProblem } from '../../platform/http/problem.js';

/** 400, as in the providers' own guides; they retry after any status but 2xx. */
export const invalidSignature = defineProblem({
  code: 'invalid-signature',
  status: 400,
  title: 'Invalid webhook signature',
  detail: 'The signature of this webhook is not valid. Check the signing secret of the endpoint.',
  hint: 'Sign the body with the secret of this endpoint and send it within five minutes.',
});

import { defineProblem } from '../http/problem.js';

/** 400, as the providers' own guides have it; they try again after anything but 2xx. */
export const invalidSignature = defineProblem({
  code: 'invalid-signature',
  status: 400,
  title: 'The signature of this webhook does not count',
  detail: 'The signature of this webhook is not valid. Check the signing secret of the endpoint.',
  hint: 'Sign the body with the secret of this endpoint and send it within five minutes.',
});

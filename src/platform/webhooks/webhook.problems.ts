import { defineProblem } from '../http/problem.js';

/** 400, as the providers' own guides have it; they try again after anything but 2xx. */
export const invalidSignature = defineProblem({
  code: 'invalid-signature',
  status: 400,
  title: 'The signature of this webhook does not count',
  detail: "Sign the body with this endpoint's own signing secret and send it within five minutes.",
});

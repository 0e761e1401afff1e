import { defineProblem } from '../platform/http/problem.js';

export const freeOrganizationLimitReached = defineProblem({
  code: 'free-organization-limit-reached',
  status: 409,
  title: 'You own as many organizations on Free as one person may',
  detail:
    'Put one of your ten organizations on Free on a paid plan, then create the new one. A deleted organization counts until it is ' +
    'purged, thirty days after its deletion.',
});
export const unsupportedImage = defineProblem({
  code: 'unsupported-image',
  status: 422,
  title: 'This picture cannot be used',
  detail: 'Send a PNG, JPEG or WebP picture of at most 5 MB and 16 megapixels, with no other document behind its end.',
});
export const logoNotFound = defineProblem({
  code: 'logo-not-found',
  status: 404,
  title: 'There is no such logo',
  detail: 'Read the organization again: its logoUrl has changed.',
});
export const slugTaken = defineProblem({
  code: 'slug-taken',
  status: 409,
  title: 'Another organization has this slug',
  detail: 'Choose another slug.',
});
export const revenueTargetNotFound = defineProblem({
  code: 'revenue-target-not-found',
  status: 404,
  title: 'There is no target of its own for this period',
  detail: 'Check the period against the list of revenue targets; without one the standing target counts.',
});
export const organizationNotDeleted = defineProblem({
  code: 'organization-not-deleted',
  status: 409,
  title: 'This organization is not deleted',
  detail: 'There is nothing to restore.',
});

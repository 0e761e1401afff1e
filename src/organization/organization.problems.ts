import { defineProblem } from '../platform/http/problem.js';

export const freeOrganizationLimitReached = defineProblem({
  code: 'free-organization-limit-reached',
  status: 409,
  title: 'You own as many organizations on Free as one person may',
  detail:
    'You already own ten organizations on the Free plan, as many as one person may. Move one to a paid plan, then create the ' +
    'new one. A deleted organization counts until it is purged, thirty days after its deletion.',
});
export const unsupportedImage = defineProblem({
  code: 'unsupported-image',
  status: 422,
  title: 'This picture cannot be used',
  detail: 'This file cannot be used as a logo. Choose a PNG, JPEG or WebP picture of at most 5 MB and 16 megapixels.',
  hint: 'No other document may follow the end of the picture.',
});
export const logoNotFound = defineProblem({
  code: 'logo-not-found',
  status: 404,
  title: 'There is no such logo',
  detail: 'This logo was replaced or removed. Reload the page to see the present one.',
  hint: 'Read the organization again: its logoUrl has changed.',
});
export const slugTaken = defineProblem({
  code: 'slug-taken',
  status: 409,
  title: 'Another organization has this slug',
  detail: 'Another organization already has this slug. Choose another one.',
});
export const revenueTargetNotFound = defineProblem({
  code: 'revenue-target-not-found',
  status: 404,
  title: 'There is no target of its own for this period',
  detail: 'This period has no target of its own. Choose a period from the list of revenue targets.',
  hint: 'Without one, the organization’s monthly or quarterly target applies.',
});
export const organizationNotDeleted = defineProblem({
  code: 'organization-not-deleted',
  status: 409,
  title: 'This organization is not deleted',
  detail: 'This organization is not deleted, so it cannot be restored.',
});

import { defineProblem } from '../platform/http/problem.js';

export const freeOrganizationLimitReached = defineProblem({
  code: 'free-organization-limit-reached',
  status: 409,
  title: 'Free organization limit reached',
  detail:
    'You already own ten organizations on the Free plan, the most one person may own. Upgrade one to a paid plan, then create the ' +
    'new one. A deleted organization counts until it is purged, thirty days after its deletion.',
});
export const unsupportedImage = defineProblem({
  code: 'unsupported-image',
  status: 422,
  title: 'This image cannot be used',
  detail: 'This file cannot be used as a logo. Choose a PNG, JPEG or WebP image of at most 5 MB and 16 megapixels.',
  hint: 'The file must not have another document after the end of the image.',
});
export const logoNotFound = defineProblem({
  code: 'logo-not-found',
  status: 404,
  title: 'Logo not found',
  detail: 'This logo was replaced or removed. Reload the page to see the current one.',
  hint: 'Fetch the organization for its new logoUrl.',
});
export const slugTaken = defineProblem({
  code: 'slug-taken',
  status: 409,
  title: 'This slug is taken',
  detail: 'Another organization already has this slug. Choose a different one.',
});
export const revenueTargetNotFound = defineProblem({
  code: 'revenue-target-not-found',
  status: 404,
  title: 'Revenue target not found',
  detail:
    'This period has no target of its own; the default target applies to it. Choose a period from the list of revenue targets.',
});
export const organizationNotDeleted = defineProblem({
  code: 'organization-not-deleted',
  status: 409,
  title: 'This organization is not deleted',
  detail: 'This organization is not deleted. There is nothing to restore; you can open it as usual.',
});

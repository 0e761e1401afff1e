import { defineProblem, Problem } from '../platform/http/problem.js';
import { isOwnerOnly, type Permission } from './permissions.policy.js';

export const organizationNotFound = defineProblem({
  code: 'organization-not-found',
  status: 404,
  title: 'Organization not found',
  detail:
    'This organization does not exist, or you are not an active member of it. Ask one of its admins to invite you.',
  hint: 'Check the ID in the path. You can only access organizations that you are an active member of.',
});

export const permissionDenied = defineProblem({
  code: 'permission-denied',
  status: 403,
  title: 'You do not have permission to do this',
  detail: 'Your role does not allow this. Ask the owner or an admin to do it or to change your role.',
});

/**
 * 403 with the permission that is missing.
 *
 * @param detail replaces the usual one; that of what only the owner may do sends no one to an admin, who cannot help
 */
export function missingPermission(
  permission: Permission,
  detail = isOwnerOnly(permission) ? 'Only the owner can do this. Ask the owner.' : permissionDenied.detail,
): Problem {
  return new Problem(permissionDenied, { detail, extra: { requiredPermission: permission } });
}

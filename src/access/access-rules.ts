import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from './permissions.policy.js';

/** The access rule of a route. Every route has exactly one; otherwise the application does not start. */
export type AccessRule =
  | {
      readonly kind: 'permission';
      readonly permission: Permission;
      readonly orOneself: boolean;
      readonly evenDeleted: boolean;
    }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'superadmin' }
  | { readonly kind: 'public' };

/**
 * Metadata keys, one for each kind of rule, so that a route with two of them is detected.
 *
 * @public tests read it in the built service
 */
export const ACCESS_RULE_KEYS = [
  'access:permission',
  'access:signed-in',
  'access:superadmin',
  'access:public',
] as const;

/** Members of the organization in the path whose role holds `permission`. */
export function RequirePermission(permission: Permission): MethodDecorator {
  return accessRule('access:permission', { kind: 'permission', permission, orOneself: false, evenDeleted: false });
}

/** As {@link RequirePermission}, and every member where `{membershipId}` in the path is their own. */
export function RequirePermissionOrOneself(permission: Permission): MethodDecorator {
  return accessRule('access:permission', { kind: 'permission', permission, orOneself: true, evenDeleted: false });
}

/** As {@link RequirePermission}, for the one call that is also allowed on a deleted organization. */
export function RequirePermissionEvenDeleted(permission: Permission): MethodDecorator {
  return accessRule('access:permission', { kind: 'permission', permission, orOneself: false, evenDeleted: true });
}

/** Every user who is signed in. */
export function SignedIn(): MethodDecorator {
  return accessRule('access:signed-in', { kind: 'signed-in' });
}

/** The platform's superadmins; everyone else is answered with 404. */
export function Superadmin(): MethodDecorator {
  return accessRule('access:superadmin', { kind: 'superadmin' });
}

/** Everyone, without a token. */
export function Public(): MethodDecorator {
  return SetMetadata(ACCESS_RULE_KEYS[3], { kind: 'public' } satisfies AccessRule);
}

function accessRule(key: (typeof ACCESS_RULE_KEYS)[number], value: AccessRule): MethodDecorator {
  return applyDecorators(SetMetadata(key, value), ApiBearerAuth(), ApiExtension('x-access', value));
}

/** The one access rule of a handler. @throws when it has none or more than one */
export function accessRuleOf(handler: object, name: string): AccessRule {
  const rules = ACCESS_RULE_KEYS.flatMap((key) => {
    const value = Reflect.getMetadata(key, handler) as AccessRule | undefined;
    return value ? [value] : [];
  });
  const [rule] = rules;
  if (!rule || rules.length > 1) {
    throw new Error(
      `${name} has ${rules.length} access rules; give it exactly one of @RequirePermission, @SignedIn, @Superadmin, @Public.`,
    );
  }
  return rule;
}

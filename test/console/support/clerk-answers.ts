import type { ClerkUser } from '../../clerk/support/clerk-api.js';

const off = { enabled: false, required: false, used_for_first_factor: false, first_factors: [], verifications: [] };

/** An instance's settings: people sign in and up by their address and a code that is emailed to them. */
export function environment(kind: 'production' | 'development'): object {
  return {
    object: 'environment',
    id: 'env_1',
    auth_config: { object: 'auth_config', id: 'aac_1', single_session_mode: true },
    display_config: {
      object: 'display_config',
      id: 'display_config_1',
      instance_environment_type: kind,
      application_name: 'Acme Console',
      // Both are on hosts that the console must not ask.
      logo_image_url: 'https://img.clerk.com/logo.png',
      captcha_public_key: 'key',
      sign_in_url: 'https://accounts.example.com/sign-in',
      sign_up_url: 'https://accounts.example.com/sign-up',
      branded: true,
      support_email: '',
    },
    user_settings: {
      attributes: {
        email_address: {
          ...off,
          enabled: true,
          required: true,
          used_for_first_factor: true,
          first_factors: ['email_code'],
          verifications: ['email_code'],
          verify_at_sign_up: true,
        },
        password: off,
        username: off,
        phone_number: off,
        first_name: off,
        last_name: off,
        web3_wallet: off,
        passkey: off,
      },
      actions: { delete_self: false, create_organization: false },
      social: {
        oauth_google: {
          enabled: true,
          required: false,
          authenticatable: true,
          strategy: 'oauth_google',
          name: 'Google',
          logo_url: 'https://img.clerk.com/static/google.png',
        },
      },
      sign_in: { second_factor: { required: false, enabled: false } },
      sign_up: { mode: 'public', progressive: true, captcha_enabled: false, custom_action_required: false },
      password_settings: { min_length: 8, max_length: 72 },
      attack_protection: { enumeration_protection: { enabled: false } },
    },
    organization_settings: { enabled: false },
  };
}

/** A user as the front-end API shows one to themselves. */
export function userFor(user: ClerkUser): object {
  return {
    ...user,
    image_url: 'https://img.clerk.com/avatar.png',
    has_image: false,
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: [],
    enterprise_accounts: [],
    passkeys: [],
    organization_memberships: [],
    public_metadata: {},
    unsafe_metadata: {},
  };
}

/** The attempt to sign in of someone who has an account. */
export function signInFor(user: ClerkUser, createdSessionId: string | null): object {
  const address = user.email_addresses[0];
  return {
    object: 'sign_in',
    id: 'sia_1',
    status: createdSessionId === null ? 'needs_first_factor' : 'complete',
    supported_identifiers: ['email_address'],
    supported_first_factors: [
      { strategy: 'email_code', email_address_id: address?.id, safe_identifier: address?.email_address, primary: true },
    ],
    supported_second_factors: [],
    first_factor_verification: null,
    second_factor_verification: null,
    identifier: address?.email_address,
    user_data: { first_name: user.first_name, last_name: user.last_name, image_url: '', has_image: false },
    created_session_id: createdSessionId,
  };
}

/** The attempt to sign up with an address. */
export function signUpFor(address: string, createdSessionId: string | null): object {
  const isOver = createdSessionId !== null;
  return {
    object: 'sign_up',
    id: 'sua_1',
    status: isOver ? 'complete' : 'missing_requirements',
    required_fields: ['email_address'],
    optional_fields: [],
    missing_fields: [],
    unverified_fields: isOver ? [] : ['email_address'],
    email_address: address,
    has_password: false,
    unsafe_metadata: {},
    created_session_id: createdSessionId,
    verifications: {
      email_address: {
        status: isOver ? 'verified' : 'unverified',
        strategy: 'email_code',
        next_action: isOver ? '' : 'needs_attempt',
        supported_strategies: ['email_code'],
      },
    },
  };
}

/** How the front-end API refuses. */
export function refusal(code: string, message: string): object {
  return { errors: [{ code, message, long_message: message, meta: {} }] };
}

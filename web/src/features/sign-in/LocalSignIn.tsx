import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { Refusal } from '../../problem/problem';
import { setSessionToken } from '../../session/session';
import { Button } from '../../ui/parts/Button';
import { TextField } from '../../ui/form/Field';
import { ServerForm } from '../../ui/form/ServerForm';
import { useAction } from '../../ui/feedback/use-action';

const route = getRouteApi('/sign-in');

const FIELDS = ['email', 'name'] as const;

/**
 * Signs in by an email address alone, without a check: for development and tests. The name is asked only where no account has the
 * address yet.
 */
export function LocalSignIn() {
  const { to = '/' } = route.useSearch();
  const router = useRouter();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [isNew, setIsNew] = useState(false);
  const { run, isPending, refusal } = useAction(signIn, (signedIn) => {
    if (!signedIn) {
      setIsNew(true);
      return;
    }
    // Nothing is kept of the person who was signed in before.
    queryClient.clear();
    setSessionToken(signedIn.token);
    router.history.replace(to);
  });
  return (
    <ServerForm
      refusal={refusal}
      fields={FIELDS}
      onSubmit={() => {
        run({ email, name, isNew });
      }}
    >
      <TextField
        label="Email address"
        name="email"
        type="email"
        autoComplete="email"
        value={email}
        onChange={(next) => {
          setEmail(next);
          setIsNew(false);
        }}
        isRequired
        autoFocus
      />
      <p className="small" role="status" hidden={!isNew}>
        {isNew && 'No account has this address yet. Enter your name to create one.'}
      </p>
      {isNew && (
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          hint="Other members see this name."
          value={name}
          onChange={setName}
          maxLength={100}
          autoFocus
        />
      )}
      <Button type="submit" variant="primary" isPending={isPending}>
        Sign in
      </Button>
      <p className="small quiet">Development sign-in: no password needed. Don’t use it in production.</p>
    </ServerForm>
  );
}

interface SignIn {
  readonly email: string;
  readonly name: string;
  /** Whether an account is created. */
  readonly isNew: boolean;
}

/** @returns null: no account has the address */
async function signIn({ email, name, isNew }: SignIn): Promise<Schemas['SignedInDto'] | null> {
  const body = { email, createAccount: isNew, ...(isNew && name.trim() !== '' ? { name } : {}) };
  try {
    return await unwrap(api.POST('/api/v1/auth/sign-in', { body }));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'account-not-found') return null;
    throw error;
  }
}

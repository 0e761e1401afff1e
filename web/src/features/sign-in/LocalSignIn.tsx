import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { setSessionToken } from '../../session/session';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { ServerForm } from '../../ui/ServerForm';
import { useAction } from '../../ui/use-action';

const route = getRouteApi('/sign-in');

const FIELDS = ['email', 'name'] as const;

/** Signs in by an email address alone, without a check: for development and tests. */
export function LocalSignIn() {
  const { to = '/' } = route.useSearch();
  const router = useRouter();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const { run, isPending, refusal } = useAction(signIn, ({ token }) => {
    // Nothing is kept of the person who was signed in before.
    queryClient.clear();
    setSessionToken(token);
    router.history.replace(to);
  });
  return (
    <ServerForm
      refusal={refusal}
      fields={FIELDS}
      onSubmit={() => {
        run({ email, name });
      }}
    >
      <TextField
        label="Email address"
        name="email"
        type="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        isRequired
        autoFocus
      />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        hint="Only for a new account. Other members see this name."
        value={name}
        onChange={setName}
        maxLength={100}
      />
      <Button type="submit" variant="primary" isPending={isPending}>
        Sign in
      </Button>
      <p className="small quiet">Development sign-in: no password needed. Don’t use it in production.</p>
    </ServerForm>
  );
}

function signIn({ email, name }: { email: string; name: string }) {
  const body = name.trim() === '' ? { email } : { email, name };
  return unwrap(api.POST('/api/v1/auth/sign-in', { body }));
}

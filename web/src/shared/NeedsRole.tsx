import { Lock } from 'lucide-react';

/** Shown beside a disabled control that the person's role does not allow. */
export function NeedsAdmin() {
  return <NeedsRole who="admin" />;
}

export function NeedsRole({ who }: { readonly who: 'owner' | 'admin' | 'member' }) {
  return (
    <span className="row small quiet">
      <Lock size={14} aria-hidden />
      Needs {who}
    </span>
  );
}

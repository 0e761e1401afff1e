import { Lock } from 'lucide-react';

/** Beside what one's role does not allow, where people would look for it. */
export function NeedsAdmin() {
  return <NeedsRole who="admin" />;
}

export function NeedsRole({ who }: { readonly who: 'admin' | 'owner' }) {
  return (
    <span className="row small quiet">
      <Lock size={14} aria-hidden />
      Needs {who}
    </span>
  );
}

import { Copy } from 'lucide-react';
import { useId } from 'react';
import { useOrganizationId } from '../../shared/use-organization';
import { CopyButton } from '../../ui/parts/CopyButton';

/** A first call with a key that was just created: every role may read leads. */
export function CallSample({ apiKey }: { readonly apiKey: string }) {
  const id = useId();
  const url = `${location.origin}/api/v1/organizations/${useOrganizationId()}/leads?limit=5`;
  const command = `curl '${url}' \\\n  -H 'Authorization: Bearer ${apiKey}'`;
  return (
    <section className="stack stack--tight" aria-labelledby={id}>
      <div className="row row--apart">
        <h3 id={id}>Try it</h3>
        <CopyButton text={command} size="small">
          <Copy size={16} aria-hidden />
          Copy command
        </CopyButton>
      </div>
      <pre>
        <code>{command}</code>
      </pre>
      <p className="small quiet">
        Lists the first five leads. All other calls are in the{' '}
        {/* In another tab: this one has the key, which is shown once. */}
        <a href="/docs" target="_blank" rel="noreferrer">
          API docs
        </a>
        .
      </p>
    </section>
  );
}

import { useOrganization } from '../../shared/use-organization';
import { CopyButton } from '../../ui/parts/CopyButton';

/** What the organization is called by programs and by support. */
export function Identifiers() {
  const { id, slug } = useOrganization();
  return (
    <dl className="stack stack--tight">
      <Identifier name="Organization ID" value={id} />
      <Identifier name="Slug" value={slug} />
    </dl>
  );
}

function Identifier({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt className="small quiet">{name}</dt>
      <dd className="row">
        <code className="identifier">{value}</code>
        <CopyButton text={value} size="small">
          Copy<span className="visually-hidden"> {name}</span>
        </CopyButton>
      </dd>
    </div>
  );
}

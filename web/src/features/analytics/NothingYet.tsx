import { Link } from '@tanstack/react-router';
import { useMay, useOrganizationId } from '../../shared/use-organization';

/** In place of figures that are all zero or missing, with what helps those who may do it. */
export function NothingYet({ isOwn }: { readonly isOwn: boolean }) {
  const organizationId = useOrganizationId();
  const may = useMay();
  const maySetTarget = !isOwn && may('settings:manage');
  return (
    <div className="card card__body stack stack--tight">
      <p className="strong">
        {isOwn ? 'You have no deals in this range yet.' : 'No deals and no targets in this range yet.'}
      </p>
      <p className="small quiet">
        Won deals are counted as soon as they are marked closed won.
        {!isOwn && !maySetTarget && ' An admin can set targets in Settings → Organization.'}
      </p>
      <div className="row">
        {maySetTarget && (
          <Link to="/o/$organizationId/settings/organization" params={{ organizationId }} className="button">
            Set a target
          </Link>
        )}
        {may('records:edit') && (
          <Link to="/o/$organizationId/settings/import" params={{ organizationId }} search={{}} className="button">
            Import deals
          </Link>
        )}
      </div>
    </div>
  );
}

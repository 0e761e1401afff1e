import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { OrganizationLogo } from '../../shared/OrganizationLogo';
import { meQuery } from '../../shared/organization-queries';
import { PLAN_NAMES } from '../../shared/plans';
import { ROLE_NAMES } from '../../shared/roles';
import { Button } from '../../ui/parts/Button';
import { LeaveDialog } from '../leaving/LeaveDialog';
import { leaveOrganization } from '../leaving/leave-organization';

type Me = Schemas['MeDto'];
type OwnOrganization = Me['organizations'][number];

/** The person's organizations, each with a button to leave it. */
export function OwnOrganizations() {
  const { data: me } = useSuspenseQuery(meQuery);
  const [leaving, setLeaving] = useState<OwnOrganization | null>(null);
  return (
    <section className="stack stack--tight" aria-labelledby="organizations">
      <h2 id="organizations">Organizations</h2>
      {me.organizations.length === 0 && (
        <p className="quiet">
          You’re not in any organization yet. <Link to="/welcome">Join or create one</Link>.
        </p>
      )}
      <ul>
        {me.organizations.map((organization) => (
          <li key={organization.id} className="row row--tight">
            <OrganizationLink organization={organization} />
            {/* The owner has to transfer the ownership first, or delete the organization: both in its settings. */}
            {organization.role !== 'owner' && (
              <Button
                size="small"
                aria-label={`Leave ${organization.name}`}
                onPress={() => {
                  setLeaving(organization);
                }}
              >
                Leave
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leaving && (
        <LeaveDialog
          organization={leaving}
          leave={() => leaveOrganization(leaving.id, me)}
          to="/account"
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </section>
  );
}

function OrganizationLink({
  organization: { id, name, logoUrl, plan, role },
}: {
  readonly organization: OwnOrganization;
}) {
  return (
    <Link to="/o/$organizationId" params={{ organizationId: id }} className="menu__item menu__item--wide">
      <OrganizationLogo name={name} logoUrl={logoUrl} />
      <span className="selector__text">
        <span className="wraps">{name}</span>
        <span className="small quiet">
          {ROLE_NAMES[role]} · {PLAN_NAMES[plan]}
        </span>
      </span>
    </Link>
  );
}

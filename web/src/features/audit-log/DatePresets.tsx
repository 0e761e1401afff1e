import { getRouteApi } from '@tanstack/react-router';
import { useOrganization } from '../../shared/use-organization';
import { Button } from '../../ui/parts/Button';
import { DATE_PRESETS } from './date-presets';

const route = getRouteApi('/signed-in/o/$organizationId/settings/audit-log');

/** Buttons for the most common days of the fields "From" and "To". */
export function DatePresets() {
  const { timezone } = useOrganization();
  const navigate = route.useNavigate();
  return (
    <div className="row audit-filters__presets" role="group" aria-label="Days">
      {DATE_PRESETS.map(({ label, daysAt }) => (
        <Button
          key={label}
          size="small"
          onPress={() => {
            void navigate({ search: (before) => ({ ...before, ...daysAt(new Date(), timezone) }), replace: true });
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

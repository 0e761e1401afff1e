import { useMay, useOrganization } from '../../api/use-organization';
import { useTitle } from '../../ui/use-title';
import { SeatMeter } from '../members/SeatMeter';
import { CreditsSection } from './CreditsSection';
import { Ledger } from './Ledger';
import { OwnersOnly } from './OwnersOnly';
import { PlanCards } from './PlanCards';
import { Standing } from './Standing';

/** Plan, seats, credits and payment: the owner's; everybody else reads the balance. */
export function BillingPage() {
  const { name } = useOrganization();
  const may = useMay();
  useTitle('Billing', name);
  return (
    <div className="page">
      <div className="page__head">
        <div>
          <h1>Billing</h1>
          <p className="quiet">What {name} pays for, and what it spends.</p>
        </div>
      </div>
      {may('billing:manage') ? (
        <div className="stack stack--wide">
          <Standing />
          <PlanCards />
          <SeatMeter />
          <CreditsSection />
          <Ledger />
        </div>
      ) : (
        <div className="stack stack--wide">
          <CreditsSection />
          <OwnersOnly />
        </div>
      )}
    </div>
  );
}

import { useMay } from '../../api/use-organization';
import { Page } from '../../ui/Page';
import { SeatMeter } from '../members/SeatMeter';
import { CreditsSection } from './CreditsSection';
import { Ledger } from './Ledger';
import { OwnersOnly } from './OwnersOnly';
import { PlanCards } from './PlanCards';
import { Standing } from './Standing';

/** Plan, seats, credits and payment: for the owner; others see the balance. */
export function BillingPage() {
  const may = useMay();
  return (
    <Page title="Billing" lead="Your organization’s plan, seats and credits.">
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
    </Page>
  );
}

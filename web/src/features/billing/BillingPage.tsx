import { useMay } from '../../shared/use-organization';
import { Page } from '../../shared/Page';
import { SeatMeter } from './seats/SeatMeter';
import { CreditsSection } from '../credits/CreditsSection';
import { CreditHistory } from '../credits/CreditHistory';
import { OwnersOnly } from './OwnersOnly';
import { PlanCards } from './plans/PlanCards';
import { SubscriptionState } from './SubscriptionState';

/** Plan, seats, credits and payment: for the owner; others see the balance. */
export function BillingPage() {
  const may = useMay();
  return (
    <Page title="Billing" lead="Your organization’s plan, seats and credits.">
      {may('billing:manage') ? (
        <div className="stack stack--wide">
          <SubscriptionState />
          <PlanCards />
          <SeatMeter />
          <CreditsSection />
          <CreditHistory />
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

import { Page } from '../../shared/Page';
import { useMay } from '../../shared/use-organization';
import { CreditHistory } from '../credits/CreditHistory';
import { CreditsSection } from '../credits/CreditsSection';
import { OwnersOnly } from './OwnersOnly';
import { SubscriptionState } from './SubscriptionState';
import { PlanCards } from './plans/PlanCards';
import { SeatMeter } from './seats/SeatMeter';

/** Plan, seats, credits and payment for the owner; others see only the credits. */
export function BillingPage() {
  const may = useMay();
  return (
    <Page title="Billing" lead="Your organization’s plan, seats and credits.">
      {may('billing:manage') ? (
        <div className="stack stack--wide">
          <SubscriptionState />
          <SeatMeter moreSeats="elsewhere" />
          <PlanCards />
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

import type { Money, Schemas } from '../../../api/client';

type Preview = Schemas['RemovalPreviewDto'];

const NOTHING: Preview = {
  records: { leads: 0, deals: 0, campaigns: 0, sequences: 0 },
  openPipeline: [],
  scheduledCampaigns: 0,
  conversations: 0,
  openInvitations: 0,
  apiKeys: [],
  automations: 0,
  integrations: 0,
  seatsAfter: { used: 0, limit: null },
};

/** What several members own together. The seats are as they are without the last of them alone, and are not shown. */
export function sumOfPreviews(previews: readonly Preview[]): Preview {
  return previews.reduce(
    (sum, one) => ({
      records: {
        leads: sum.records.leads + one.records.leads,
        deals: sum.records.deals + one.records.deals,
        campaigns: sum.records.campaigns + one.records.campaigns,
        sequences: sum.records.sequences + one.records.sequences,
      },
      openPipeline: sumByCurrency([...sum.openPipeline, ...one.openPipeline]),
      scheduledCampaigns: sum.scheduledCampaigns + one.scheduledCampaigns,
      conversations: sum.conversations + one.conversations,
      openInvitations: sum.openInvitations + one.openInvitations,
      apiKeys: [...sum.apiKeys, ...one.apiKeys],
      automations: sum.automations + one.automations,
      integrations: sum.integrations + one.integrations,
      seatsAfter: one.seatsAfter,
    }),
    NOTHING,
  );
}

function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

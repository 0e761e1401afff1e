import { useOrganization } from '../../../shared/use-organization';
import { Ago } from '../../../ui/format/Time';
import { count } from '../../../ui/format/count';
import { formatMoney } from '../../../ui/format/money';
import type { Preview } from './queries';

/** What the member owns, line by line; zeros are left out. */
export function RemovalPreview({ preview }: { readonly preview: Preview }) {
  const { timezone } = useOrganization();
  const { records, openPipeline, scheduledCampaigns, conversations, apiKeys, automations, integrations } = preview;
  const { openInvitations } = preview;
  const value = openPipeline.map((money) => formatMoney(money)).join(', ');
  const lines: (readonly [string, number, string])[] = [
    ['Leads', records.leads, ''],
    ['Deals', records.deals, value === '' ? '' : `${value} open`],
    ['Campaigns', records.campaigns, scheduledCampaigns > 0 ? `${scheduledCampaigns} scheduled` : ''],
    ['Sequences', records.sequences, ''],
    ['Chats to archive', conversations, ''],
    ['Pending invitations', openInvitations, 'sent by them'],
    ['Automations', automations, 'not affected'],
    ['Integrations', integrations, 'not affected'],
  ];
  const shown = lines.filter(([, number]) => number > 0);
  if (shown.length === 0 && apiKeys.length === 0) {
    return <p className="quiet">They don’t own any records, chats, invitations or API keys.</p>;
  }
  return (
    <dl className="facts">
      {shown.map(([label, number, more]) => (
        <Line key={label} label={label} value={number.toLocaleString()} more={more} />
      ))}
      {apiKeys.map(({ id, name, lastUsedAt }) => (
        <div key={id} className="facts__line">
          <dt>API key “{name}”</dt>
          <dd>{lastUsedAt === null ? 'never used' : <Ago at={lastUsedAt} timeZone={timezone} />}</dd>
        </div>
      ))}
    </dl>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly more: string;
}

function Line({ label, value, more }: LineProps) {
  return (
    <div className="facts__line">
      <dt>{label}</dt>
      <dd>
        {value}
        {more !== '' && <span className="quiet"> · {more}</span>}
      </dd>
    </div>
  );
}

/** How many records would be left without an owner. */
export function recordsIn({ records: { leads, deals, campaigns, sequences } }: Preview): number {
  return leads + deals + campaigns + sequences;
}

/** "12 records", of the member to be removed. */
export function recordsInWords(preview: Preview): string {
  return count(recordsIn(preview), 'record');
}

import type { Client } from '../../support/client.js';

/** An organization whose owner closes deals. */
export interface OrganizationRef {
  readonly path: string;
  readonly owner: Client;
}

interface Deal {
  readonly amount?: number;
  readonly currency?: string;
  readonly stage?: string;
  readonly closedAt?: string;
  readonly ownerId?: string | null;
}

/** Makes a deal, won unless said otherwise, by the caller; answers its id. */
export async function createDeal({ path }: OrganizationRef, by: Client, given: Deal = {}): Promise<string> {
  const { amount = 100, currency, stage = 'closed_won', ...rest } = given;
  const body = { name: 'Deal', stage, amount: { amount, ...(currency ? { currency } : {}) }, ...rest };
  const created = await by.post(`${path}/deals`, body);
  if (created.status !== 201) throw new Error(created.text);
  return created.body.id as string;
}

/** What of a period's answer the tests compare: its name, its revenue and its target. */
export function periodsOf(periods: { period: string; revenue: { amount: number } }[]): Record<string, number> {
  return Object.fromEntries(periods.map(({ period, revenue }) => [period, revenue.amount]));
}

/** The rows of a team by name, in short: revenue, deals won, pipeline, calls. */
export function teamOf(body: { data: TeamRow[] }): [string, string, number, number, number, number][] {
  return body.data.map(({ name, status, revenueClosed, dealsWon, pipelineCreated, callsMade }) => [
    name,
    status,
    revenueClosed.amount,
    dealsWon,
    pipelineCreated.amount,
    callsMade,
  ]);
}

interface TeamRow {
  readonly name: string;
  readonly status: string;
  readonly revenueClosed: { amount: number };
  readonly dealsWon: number;
  readonly pipelineCreated: { amount: number };
  readonly callsMade: number;
}

import { createHash } from 'node:crypto';
import { GlobalDatabase, type GlobalTransaction } from '../../platform/database/global-database.js';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import Stripe from 'stripe';
import { TenantDatabase } from '../../platform/database/tenant-database.js';
import type { TenantTransaction } from '../../platform/database/tenant-transaction.js';
import { OwnerChanges } from '../../identity/owner-changes.event.js';
import type { OrganizationId, UserId } from '../../platform/ids/ids.js';
import { OutboxDispatcher, messageOf, organizationJobKind, Outbox } from '../../platform/jobs/index.js';
import { nullIfNotFound } from './stripe-client.js';
import { PAYMENT_QUEUE } from '../subscription/payment.queue.js';

/** The job that sends the organization's current contact to Stripe. */
export const STRIPE_CONTACT = organizationJobKind(PAYMENT_QUEUE, 'stripe-contact', {});

/** The person to whom Stripe writes: the owner. */
interface Contact {
  readonly name: string;
  readonly email: string | null;
}

const OWNER = `
  select u.name, e.email
  from organization o
  join membership m on m.organization_id = o.organization_id and m.id = o.owner_membership_id
  join user_account u on u.user_id = m.user_id
  left join user_email e on e.user_id = m.user_id and e.is_primary
  where o.organization_id = :organizationId`;

/** Maps organizations to customers of Stripe, and keeps the customers' contact current. */
@Injectable()
export class StripeCustomers implements OnModuleInit {
  constructor(
    private readonly stripe: Stripe,
    private readonly globalDatabase: GlobalDatabase,
    private readonly tenants: TenantDatabase,
    private readonly owners: OwnerChanges,
    private readonly outbox: Outbox,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  onModuleInit(): void {
    this.owners.onOwnerChanged((tx) => this.enqueueContactOfOrganization(tx));
    this.owners.onContactChanged((tx, userId) => this.enqueueContactOfOwner(tx, userId));
  }

  async findCustomerId(organizationId: OrganizationId): Promise<string | null> {
    const rows = await this.globalDatabase.query<{ customer_id: string }>(
      'select customer_id from stripe_customer where organization_id = $1',
      [organizationId],
    );
    return rows[0]?.customer_id ?? null;
  }

  /**
   * The organization of a customer; null for a customer that this service did not create. Nothing else in an event
   * identifies the organization.
   */
  async organizationOf(customerId: string): Promise<OrganizationId | null> {
    const rows = await this.globalDatabase.query<{ organization_id: OrganizationId }>(
      'select organization_id from stripe_customer where customer_id = $1',
      [customerId],
    );
    return rows[0]?.organization_id ?? null;
  }

  /** The organizations of all customers, in pages. */
  async listOrganizationsAfter(organizationId: string, limit: number): Promise<OrganizationId[]> {
    const rows = await this.globalDatabase.query<{ organization_id: OrganizationId }>(
      'select organization_id from stripe_customer where organization_id > $1 order by organization_id limit $2',
      [organizationId, limit],
    );
    return rows.map(({ organization_id: id }) => id);
  }

  /** Makes a call for the organization's customer. A customer that was deleted at Stripe is replaced by a new one. */
  async withCustomer<T>(organizationId: OrganizationId, call: (customerId: string) => Promise<T>): Promise<T> {
    const customerId = await this.ensureCustomer(organizationId);
    try {
      return await call(customerId);
    } catch (error) {
      if (!isCustomerDeleted(error)) throw error;
      await this.deleteCustomerRow(customerId);
      return call(await this.ensureCustomer(organizationId, `-${customerId}`));
    }
  }

  /**
   * The organization's customer, created when there is none. Two concurrent calls use the same idempotency key and
   * get one customer. Should they get two after all, one is kept and the other is never used.
   *
   * @param keySuffix names the replaced, deleted customer: with the earlier key, Stripe would return that one again
   */
  private async ensureCustomer(organizationId: OrganizationId, keySuffix = ''): Promise<string> {
    const known = await this.findCustomerId(organizationId);
    if (known !== null) return known;
    const contact = await this.readContact(organizationId);
    const customer = await this.stripe.customers.create(
      {
        ...(contact?.name ? { name: contact.name } : {}),
        ...(contact?.email ? { email: contact.email } : {}),
        metadata: { organization_id: organizationId },
      },
      { idempotencyKey: `customer-${organizationId}-${digest(contact)}${keySuffix}` },
    );
    await this.globalDatabase.query(
      'insert into stripe_customer (customer_id, organization_id) values ($1, $2) on conflict do nothing',
      [customer.id, organizationId],
    );
    const stored = await this.findCustomerId(organizationId);
    if (stored === null) throw new Error('Stripe returned the customer of another organization.');
    return stored;
  }

  /** Deletes the row of a customer that was deleted at Stripe. */
  private async deleteCustomerRow(customerId: string): Promise<void> {
    await this.globalDatabase.query('delete from stripe_customer where customer_id = $1', [customerId]);
  }

  /** Sends the current owner's name and address to Stripe. */
  async updateContact(organizationId: OrganizationId): Promise<void> {
    const customerId = await this.findCustomerId(organizationId);
    if (customerId === null) return;
    await nullIfNotFound(
      this.stripe.customers.update(customerId, contactFields(await this.readContact(organizationId))),
    );
  }

  private async readContact(organizationId: OrganizationId): Promise<Contact | null> {
    return this.tenants.runAsSystem(organizationId, async (tx) => {
      const [owner] = await tx.query<Contact>(OWNER, { organizationId });
      return owner ?? null;
    });
  }

  private async enqueueContactOfOrganization(tx: TenantTransaction): Promise<void> {
    const paying = await tx.query('select 1 from stripe_customer where organization_id = $1', [tx.organizationId]);
    if (paying.length === 0) return;
    this.dispatcher.enqueue(tx, contactMessage(tx.organizationId));
  }

  private async enqueueContactOfOwner(tx: GlobalTransaction, userId: UserId): Promise<void> {
    const paying = await tx.query<{ organization_id: string }>(
      'select organization_id from paying_organizations_of($1)',
      [userId],
    );
    for (const { organization_id: id } of paying) await this.outbox.enqueueGlobal(tx, contactMessage(id));
  }
}

function contactMessage(organizationId: string) {
  return { organizationId, ...messageOf(STRIPE_CONTACT, {}) };
}

/** A deleted address is removed at Stripe as well. */
function contactFields(contact: Contact | null): { name: string; email: string } {
  return { name: contact?.name ?? '', email: contact?.email ?? '' };
}

function isCustomerDeleted(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.code === 'resource_missing' && error.param === 'customer';
}

function digest(contact: Contact | null): string {
  return createHash('sha256').update(JSON.stringify(contact)).digest('hex').slice(0, 32);
}

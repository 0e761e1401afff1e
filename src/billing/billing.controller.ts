import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '../access/caller.decorators.js';
import type { AuthorizedContext } from '../access/authorized-context.js';
import { Public, RequirePermission } from '../access/access-rules.js';
import { Describe } from '../platform/openapi/describe.js';
import {
  alreadySubscribed,
  checkoutRequired,
  planChangeInProgress,
  seatsExceedPlan,
  stripeNotConfigured,
} from './billing.problems.js';
import {
  BillingDto,
  ChangePlanDto,
  CheckoutDto,
  OrganizationSeatsDto,
  PlanDto,
  RedirectDto,
} from './dto/billing.dto.js';
import { Payments } from './subscription/payments.js';
import { PLAN_IDS, PLANS } from './plans/plans.js';
import { Subscriptions } from './subscription/subscriptions.js';

@ApiTags('Billing')
@Controller('plans')
export class PlansController {
  constructor(private readonly payments: Payments) {}

  @Get()
  @Public()
  @Describe({
    id: 'plans.list',
    summary: 'List the plans',
    description: 'Seats and monthly credits of every plan, and with Stripe its price.',
    answer: PlanDto,
    list: true,
  })
  async list(): Promise<{ data: PlanDto[]; nextCursor: null }> {
    const prices = await this.payments.prices();
    return { data: PLAN_IDS.map((id) => ({ id, ...PLANS[id], price: prices[id] ?? null })), nextCursor: null };
  }
}

@ApiTags('Billing')
@Controller('organizations/:organizationId')
export class BillingController {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly payments: Payments,
  ) {}

  @Get('seats')
  @RequirePermission('seats:view')
  @Describe({ id: 'seats.get', summary: 'Get the seats', answer: OrganizationSeatsDto })
  getSeats(@Auth() auth: AuthorizedContext): Promise<OrganizationSeatsDto> {
    return this.subscriptions.getSeats(auth);
  }

  @Get('billing')
  @RequirePermission('billing:manage')
  @Describe({ id: 'billing.get', summary: 'Get the plan and the subscription', answer: BillingDto })
  getBilling(@Auth() auth: AuthorizedContext): Promise<BillingDto> {
    return this.subscriptions.getBilling(auth);
  }

  @Put('billing/plan')
  @RequirePermission('billing:manage')
  @Describe({
    id: 'billing.updatePlan',
    summary: 'Change the plan',
    description:
      'A plan with fewer seats than are in use is refused; the problem lists who uses them. With local billing the change takes ' +
      'effect immediately. With Stripe, a larger plan is invoiced immediately and takes effect when that invoice is paid; a ' +
      'smaller plan takes effect at the end of the paid period. `plannedChange` shows both. On Free, the subscription ends ' +
      '(`endsAt`). A new choice replaces a planned change.',
    answer: BillingDto,
    problems: [seatsExceedPlan, checkoutRequired, planChangeInProgress],
  })
  changePlan(@Auth() auth: AuthorizedContext, @Body() { plan }: ChangePlanDto): Promise<BillingDto> {
    return this.payments.choosePlan(auth, plan);
  }

  @Post('billing/checkout')
  @HttpCode(200)
  @RequirePermission('billing:manage')
  @Describe({
    id: 'billing.createCheckoutSession',
    summary: 'Subscribe to a plan',
    description:
      'Returns the address of a checkout that is valid for a day. The plan starts when it is paid. A second call returns the same ' +
      'checkout; a call for another plan closes the first one.',
    answer: RedirectDto,
    problems: [stripeNotConfigured, alreadySubscribed, seatsExceedPlan],
  })
  createCheckoutSession(@Auth() auth: AuthorizedContext, @Body() { plan }: CheckoutDto): Promise<RedirectDto> {
    return this.payments.checkout(auth, plan);
  }

  @Post('billing/portal')
  @HttpCode(200)
  @RequirePermission('billing:manage')
  @Describe({
    id: 'billing.createPortalSession',
    summary: 'Open the billing portal',
    description:
      'Returns the address of a portal session for payment methods and invoices. The plan cannot be changed there.',
    answer: RedirectDto,
    problems: [stripeNotConfigured],
  })
  createPortalSession(@Auth() auth: AuthorizedContext): Promise<RedirectDto> {
    return this.payments.portal(auth);
  }
}

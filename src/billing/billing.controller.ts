import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AtDoor } from '../access/caller.decorators.js';
import type { Entry } from '../access/entry.js';
import { Public, RequirePermission } from '../access/marks.js';
import { Describe } from '../platform/openapi/describe.js';
import { seatsExceedPlan } from './billing.problems.js';
import { BillingDto, ChangePlanDto, PlanDto, SeatsDto } from './dto/billing.dto.js';
import { PLAN_IDS, PLANS } from './plans.js';
import { Subscriptions } from './subscriptions.js';

@ApiTags('Billing')
@Controller('plans')
export class PlansController {
  @Get()
  @Public()
  @Describe({
    summary: 'List the plans',
    description: 'Seats and monthly credits of every plan.',
    answer: PlanDto,
    list: true,
  })
  list(): { data: PlanDto[]; nextCursor: null } {
    return { data: PLAN_IDS.map((id) => ({ id, ...PLANS[id] })), nextCursor: null };
  }
}

@ApiTags('Billing')
@Controller('organizations/:organizationId')
export class BillingController {
  constructor(private readonly subscriptions: Subscriptions) {}

  @Get('seats')
  @RequirePermission('seats:view')
  @Describe({ summary: 'See the seats', answer: SeatsDto })
  seats(@AtDoor() entry: Entry): Promise<SeatsDto> {
    return this.subscriptions.readSeats(entry);
  }

  @Get('billing')
  @RequirePermission('billing:manage')
  @Describe({ summary: 'See the plan and the subscription', answer: BillingDto })
  read(@AtDoor() entry: Entry): Promise<BillingDto> {
    return this.subscriptions.read(entry);
  }

  @Put('billing/plan')
  @RequirePermission('billing:manage')
  @Describe({
    summary: 'Change the plan',
    description:
      'In force at once. A plan with fewer seats than are in use is refused; the problem names who holds them.',
    answer: BillingDto,
    problems: [seatsExceedPlan],
  })
  changePlan(@AtDoor() entry: Entry, @Body() { plan }: ChangePlanDto): Promise<BillingDto> {
    return this.subscriptions.choosePlan(entry, plan);
  }
}

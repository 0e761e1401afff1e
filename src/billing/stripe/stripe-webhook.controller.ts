import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../access/access-rules.js';
import { TakesBody } from '../../access/route-metadata.js';
import { bodyTooLarge } from '../../platform/http/problem.js';
import type { ContextRequest } from '../../platform/http/request-context.js';
import { Describe } from '../../platform/openapi/describe.js';
import { invalidSignature } from '../../identity/webhooks/webhook.problems.js';
import { StripeEventTakenDto } from './dto/stripe-webhook.dto.js';
import { StripeWebhooks } from './stripe-webhooks.js';

@ApiTags('Webhooks')
@Controller('webhooks/stripe')
export class StripeWebhookController {
  constructor(private readonly webhooks: StripeWebhooks) {}

  @Post()
  @HttpCode(200)
  @Public()
  @TakesBody('raw')
  @Describe({
    id: 'webhooks.receiveStripe',
    summary: 'Receive an event from Stripe',
    description:
      'Signed with the endpoint’s signing secret (`stripe-signature`), at most five minutes ago. Events about checkouts, ' +
      'subscriptions and invoices are processed, each once and in any order; other events are acknowledged and ignored.',
    answer: StripeEventTakenDto,
    problems: [invalidSignature, bodyTooLarge],
  })
  async receive(@Req() request: ContextRequest): Promise<StripeEventTakenDto> {
    const signature = request.headers['stripe-signature'];
    await this.webhooks.receive(
      typeof signature === 'string' ? signature : '',
      Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    );
    return { received: true };
  }
}

import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../access/access-rules.js';
import { TakesBody } from '../../access/route-metadata.js';
import { bodyTooLarge } from '../../platform/http/problem.js';
import type { ContextRequest } from '../../platform/http/request-context.js';
import { Describe } from '../../platform/openapi/describe.js';
import { invalidSignature } from '../webhooks/webhook.problems.js';
import { ClerkWebhooks } from './clerk-webhooks.js';
import { WebhookTakenDto } from './dto/clerk-webhook.dto.js';

@ApiTags('Webhooks')
@Controller('webhooks/clerk')
export class ClerkWebhookController {
  constructor(private readonly webhooks: ClerkWebhooks) {}

  @Post()
  @HttpCode(200)
  @Public()
  @TakesBody('raw')
  @Describe({
    id: 'webhooks.receiveClerk',
    summary: 'Receive an event of Clerk',
    description:
      'Signed by Svix with the endpoint’s signing secret (`svix-id`, `svix-timestamp`, `svix-signature`), at most five minutes ' +
      'ago. `user.created`, `user.updated` and `user.deleted` are applied, each once and in any order; other events are accepted and ignored.',
    answer: WebhookTakenDto,
    problems: [invalidSignature, bodyTooLarge],
  })
  async receive(@Req() request: ContextRequest): Promise<WebhookTakenDto> {
    await this.webhooks.receive(request.headers, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    return { received: true };
  }
}

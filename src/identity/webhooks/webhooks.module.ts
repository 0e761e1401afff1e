import { Global, Module } from '@nestjs/common';
import { WebhookEvents } from './webhook-events.js';

/** What the webhooks of all providers have in common; global, since each provider's module is set up by its configuration. */
@Global()
@Module({ providers: [WebhookEvents], exports: [WebhookEvents] })
export class WebhooksModule {}

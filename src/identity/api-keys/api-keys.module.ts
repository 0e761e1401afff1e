import { Global, Module } from '@nestjs/common';
import { ApiKeyCreations } from './api-key-created.event.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeys } from './api-keys.service.js';

/** API keys; global, since the guard needs them for every request with an API key. */
@Global()
@Module({
  controllers: [ApiKeysController],
  providers: [ApiKeyCreations, ApiKeys],
  exports: [ApiKeyCreations, ApiKeys],
})
export class ApiKeysModule {}

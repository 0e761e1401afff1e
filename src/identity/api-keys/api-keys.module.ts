import { Global, Module } from '@nestjs/common';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeys } from './api-keys.service.js';

/** API keys; global, since the gate asks for them with every request that bears one. */
@Global()
@Module({ controllers: [ApiKeysController], providers: [ApiKeys], exports: [ApiKeys] })
export class ApiKeysModule {}

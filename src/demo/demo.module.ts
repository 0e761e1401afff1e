import { Module, type DynamicModule } from '@nestjs/common';
import { isDemoAvailable, type DemoConditions } from './demo-accounts.js';
import { DemoData } from './demo-data.service.js';
import { DemoController } from './demo.controller.js';

/** Demo data, for trials. In production and with a real identity provider the module is empty, and its paths are unknown. */
@Module({})
export class DemoModule {
  static with(configuration: DemoConditions): DynamicModule {
    if (!isDemoAvailable(configuration)) return { module: DemoModule };
    return { module: DemoModule, controllers: [DemoController], providers: [DemoData] };
  }
}

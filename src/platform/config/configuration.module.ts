import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from './configuration.js';

/** Provides the configuration by the token {@link CONFIGURATION}. */
@Global()
@Module({})
export class ConfigurationModule {
  /** @param configuration all of it, or the part that the modules beside this one use */
  static with(configuration: Partial<RunningConfiguration>): DynamicModule {
    return {
      module: ConfigurationModule,
      providers: [{ provide: CONFIGURATION, useValue: configuration }],
      exports: [CONFIGURATION],
    };
  }
}

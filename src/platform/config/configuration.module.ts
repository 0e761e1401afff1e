import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CONFIGURATION, type RunningConfiguration } from './configuration.js';

/** Gives everybody who asks by {@link CONFIGURATION} what the process was told. */
@Global()
@Module({})
export class ConfigurationModule {
  /** @param configuration all of it, or as much as the modules beside this one ask for */
  static with(configuration: Partial<RunningConfiguration>): DynamicModule {
    return {
      module: ConfigurationModule,
      providers: [{ provide: CONFIGURATION, useValue: configuration }],
      exports: [CONFIGURATION],
    };
  }
}

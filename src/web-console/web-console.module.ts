import { Module } from '@nestjs/common';
import { Console } from './console.js';

/** The pages of the web console, which `web` contains. */
@Module({ providers: [Console], exports: [Console] })
export class WebConsoleModule {}

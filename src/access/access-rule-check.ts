import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { routeMetadataOf } from './route-metadata.js';

type ControllerClass = new (...args: never[]) => object;

/** Refuses to start when a route has no access rule, or more than one: so the rule cannot be forgotten. */
@Injectable()
export class AccessRuleCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    for (const { metatype } of this.discovery.getControllers()) {
      if (metatype) this.check(metatype as ControllerClass);
    }
  }

  private check(controller: ControllerClass): void {
    const prototype = controller.prototype as Record<string, object & { name: string }>;
    for (const name of this.scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name];
      const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
      if (handler && method !== undefined) routeMetadataOf(controller, handler);
    }
  }
}

import type { NextFunction, Request, Response } from 'express';
import type { RunningConfiguration } from '../config/configuration.js';
import { answerProblem } from './problem.filter.js';
import { misdirectedRequest, Problem } from './problem.js';
import type { ContextRequest, ContextResponse } from './request-context.js';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

type HostSettings = Pick<RunningConfiguration, 'publicUrl' | 'restrictHosts'>;

/**
 * Refuses requests for another host. A web page can make a host name of its own resolve to this machine (DNS rebinding); the
 * browser then sends the page's requests here, and only the `Host` header reveals it.
 */
export function hostCheck({ publicUrl, restrictHosts }: HostSettings) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!restrictHosts || isAllowedHost(request.headers.host, publicUrl)) {
      next();
      return;
    }
    answerProblem(response as ContextResponse, (request as ContextRequest).context, new Problem(misdirectedRequest));
  };
}

/** Whether a `Host` header names this machine, on any port, or the host and port of the public address. */
export function isAllowedHost(host: string | undefined, publicUrl: string): boolean {
  const { protocol, host: publicHost } = new URL(publicUrl);
  // A user, a path or a query would hide another host from a URL parser.
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`${protocol}//${host}`)) return false;
  // Parsed, so that capitals and the protocol's default port make no difference.
  const url = new URL(`${protocol}//${host}`);
  return LOOPBACK_NAMES.has(url.hostname) || url.host === publicHost;
}

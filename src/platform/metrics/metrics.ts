import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The process' metrics in the format of Prometheus, for `/metrics`. */
export const registry = new Registry();

let collecting = false;

/** Node's own metrics (event loop, memory, garbage collection), once per process. */
export function collectProcessMetrics(): void {
  if (collecting) return;
  collecting = true;
  collectDefaultMetrics({ register: registry });
}

const requests = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Seconds from the first byte of a request to the end of its response, by route template.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
});

/** Counts one completed request. Unknown paths share one label, so that requests cannot create any number of series. */
export function observeRequest(method: string, route: string, status: number, seconds: number): void {
  requests.labels(method, route, String(status)).observe(seconds);
}

import type { ProductConfiguration } from './product.js';

/**
 * The configuration of the process, its servers and its requests, checked and complete. Modules add their own settings
 * (`src/configuration`).
 *
 * The environment is read once, by `loadConfiguration`; everything else gets this value by {@link CONFIGURATION}. `null` in
 * place of an address means that the embedded server is used.
 */
export interface Configuration {
  /** `NODE_ENV=production`: settings that are for development only are refused. */
  readonly production: boolean;
  readonly port: number;
  /** IP addresses to listen on; `null`: every network of the machine. */
  readonly listenHosts: readonly string[] | null;
  /** Whether only requests addressed to this machine, or to the host of `publicUrl`, are answered. */
  readonly restrictHosts: boolean;
  /** The origin in the addresses that people open and that emails contain, without a trailing slash. */
  readonly publicUrl: string;
  readonly product: ProductConfiguration;
  /** As Express' setting "trust proxy" takes it. */
  readonly trustProxy: TrustProxy;
  /** Absolute path of the folder in which the embedded servers keep their data. */
  readonly dataDir: string;
  readonly processRole: ProcessRole;
  readonly secret: SecretConfiguration;
  readonly database: DatabaseConfiguration;
  readonly redisUrl: string | null;
  readonly mail: MailConfiguration;
  readonly storage: { readonly s3: S3Configuration | null };
  /** CIDRs from which `/metrics` may be read. */
  readonly metricsAllow: readonly string[];
  /** Whether `/metrics` also answers requests that a trusted proxy forwarded: only if the operator set the networks. */
  readonly metricsThroughProxy: boolean;
  /** `false` only with `RATE_LIMITS=off`. */
  readonly rateLimits: boolean;
  /** How the log is written; `null`: short lines where the output is a terminal, else JSON. */
  readonly logFormat: 'json' | 'pretty' | null;
}

/** `false`, a number of hops, `true` (trust every proxy), or addresses, CIDRs and Express' names separated by commas. */
export type TrustProxy = string | number | boolean;

/** Which work a process does: answer requests, run jobs, or both. */
export type ProcessRole = 'all' | 'api' | 'worker';

export interface SecretConfiguration {
  /** `null`: it is generated once and kept in the data folder. */
  readonly current: string | null;
  /** Still accepted during a rotation, never used for anything new. */
  readonly previous: string | null;
}

export interface DatabaseConfiguration {
  readonly url: string | null;
  readonly migrationUrl: string | null;
  /** The maximum number of connections of one process. */
  readonly poolSize: number;
  /** `false` behind a pooler that loses named prepared statements. */
  readonly namedStatements: boolean;
  /**
   * The statement timeout in milliseconds. `null`: the setting of the role applies, as behind a pooler that accepts no
   * settings with a connection.
   */
  readonly statementTimeout: number | null;
}

interface MailConfiguration {
  readonly smtpUrl: string | null;
  /** One mailbox: `name@host` or `Name <name@host>`. */
  readonly from: string;
}

export interface S3Configuration {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The configuration of the running service: every server has an address, embedded or not. */
export interface RunningConfiguration extends Configuration {
  readonly secret: SecretConfiguration & { readonly current: string };
  readonly database: DatabaseConfiguration & { readonly url: string };
  readonly redisUrl: string;
  /** `catcherUrl`: the page of the embedded mail catcher; left out where a mail server sends the emails. */
  readonly mail: MailConfiguration & { readonly smtpUrl: string; readonly catcherUrl?: string };
}

/** Nest's injection token for the {@link RunningConfiguration}; provided globally. */
export const CONFIGURATION = Symbol('CONFIGURATION');

// The service's own billing in a process of its own, for what no call of the API does yet: features debit by method, and
// payments fail where there is a payment provider. It is told what to do by messages and answers each with its outcome.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';

const dist = new URL('../../../dist/', import.meta.url).href;
const { AppModule } = await import(`${dist}app.module.js`);
const { Credits } = await import(`${dist}billing/credits/credits.service.js`);
const { loadConfiguration } = await import(`${dist}configuration/load-configuration.js`);
const { TenantDatabase } = await import(`${dist}platform/database/tenant-database.js`);
const { PaymentFailures } = await import(`${dist}billing/subscription/payment-failed.event.js`);

const loaded = loadConfiguration(process.env, process.cwd());
const configuration = {
  ...loaded,
  database: { url: process.env.DATABASE_URL },
  redisUrl: process.env.REDIS_URL,
  secret: { current: process.env.APP_SECRET, previous: null },
  mail: { ...loaded.mail, smtpUrl: process.env.SMTP_URL },
};
const application = await NestFactory.createApplicationContext(AppModule.with(configuration), { logger: false });
const tenants = application.get(TenantDatabase);

const actor = { kind: 'system', id: null, name: 'System' };
const deeds = {
  debit: (tx, { credits, key }) => application.get(Credits).debit(tx, { feature: 'assistant', credits, key, actor }),
  refund: (tx, { key }) => application.get(Credits).refund(tx, key, actor),
  failPayment: async (tx, { graceEndsAt }) => {
    await tx.query(`update subscription set status = 'past_due', grace_ends_at = $2 where organization_id = $1`, [
      tx.organizationId,
      graceEndsAt,
    ]);
    await application.get(PaymentFailures).announce(tx, { organizationId: tx.organizationId, graceEndsAt });
  },
};

process.on('message', async ({ id, deed, organizationId, ...rest }) => {
  try {
    process.send({ id, answer: await tenants.runAsSystem(organizationId, (tx) => deeds[deed](tx, rest)) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.once('SIGTERM', () => application.close().then(() => process.disconnect()));
process.send('ready');

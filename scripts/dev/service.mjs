// A process of the service under `npm run dev`. It loads the packages at once and then waits: told a port, it has only the
// service's own modules to load.
const [packages, program] = process.argv.slice(2);

// Without the parent no one could stop us.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
const portGiven = new Promise((resolve) => process.once('message', resolve));
// What fails here fails again below, with its reason.
await import(packages).catch(() => undefined);
process.env.PORT = String(await portGiven);
await import(program);

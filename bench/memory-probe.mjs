// Loaded before the service with `--import`: reports to the benchmark, which asks by message, how much memory the process
// uses.
process.on('message', (question) => {
  if (question === 'memory') process.send({ memory: process.memoryUsage() });
});
// Listening alone must not keep the process from ending.
process.channel?.unref();

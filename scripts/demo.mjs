// `npm run demo`: `npm start` that fills an empty data folder with demo data (docs/demo.md).
process.env.DEMO_DATA = 'true';
await import('./start.mjs');

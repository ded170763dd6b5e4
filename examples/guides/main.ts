import 'reflect-metadata';

/** What a guide says is asserted by the code that it shows. */
const guides = {
  aggregates: () => import('./aggregate/main.js'),
  'events over time': () => import('./events/main.js'),
  outcomes: () => import('./outcomes/main.js'),
  'cost and snapshots': () => import('./cost/main.js'),
  'several aggregates and tenants': () => import('./together/main.js'),
  'unique values': () => import('./unique/main.js'),
  projections: () => import('./projections/main.js'),
  publishing: () => import('./publishing/main.js'),
  services: () => import('./services/main.js'),
};

for (const [guide, run] of Object.entries(guides)) {
  await run();
  console.log(`${guide}: as the guide says`);
}

import { scenarios } from '../../examples/orders/scenarios.js';

describe('an order', () => {
  for (const [name, run] of Object.entries(scenarios)) it(name, run);
});

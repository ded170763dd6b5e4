import { shipOneOrder } from './orders.js';

shipOneOrder().then(console.log, (error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

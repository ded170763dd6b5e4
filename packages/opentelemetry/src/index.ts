export { linksTo } from './links-to.js';
export { openTelemetry } from './open-telemetry.js';

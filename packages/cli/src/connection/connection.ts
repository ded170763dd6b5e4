import type { ConnectionOptions } from './connection-options.js';

/** How to reach DynamoDB: what was typed, else what the environment says. */
export function connectionOf({ region = environmentRegion(), endpoint, profile }: ConnectionOptions) {
  return {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(profile !== undefined && { profile }),
  };
}

/** The SDK itself knows only the first of the two. */
const environmentRegion = (): string | undefined =>
  process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined;

import { EventSourceError } from '@eventsource/core';

/**
 * The AWS client cannot work with the settings that it has: no region is known, say, or the endpoint is not a URL. Nothing
 * was sent, and trying again does not help: correct the setting.
 */
export class AwsConfigurationError extends EventSourceError {
  override readonly name = 'AwsConfigurationError';

  constructor(
    readonly setting: 'endpoint' | 'region',
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`The AWS client is not configured correctly: ${problem}`, options);
  }
}

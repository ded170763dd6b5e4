import type { TableSettings } from '@eventsource/dynamodb';

/** What a template is made of. */
export interface TemplateOptions extends TableSettings {
  /** The table of events. */
  readonly name: string;
  /** The table of reservations, where there is to be one. It has the settings of the other, but no stream. */
  readonly singleton?: string | undefined;
  /** The name or ARN of a Lambda function that takes the stream, and the name of its role. */
  readonly consumer?: { readonly functionName: string; readonly role: string } | undefined;
  readonly pointInTimeRecovery: boolean;
}

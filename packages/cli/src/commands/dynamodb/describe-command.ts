import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';

export interface DescribeOptions extends ConnectionOptions {
  readonly name: string;
}

export const describeCommand = defineCommand<DescribeOptions>({
  name: 'describe',
  summary: 'Describes a table.',
  details:
    'Status, key, billing, stream, size, point-in-time recovery, expiry, deletion protection and tags. It costs ' +
    'nothing. AWS counts items and bytes about every six hours.',
  examples: ['eventsource dynamodb describe --name orders --region us-west-2'],
  options: [tableOption(), ...connectionOptions()],
  load: async () => (await import('./describe.js')).describe,
});

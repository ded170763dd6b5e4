const install = (modules: string) => `install(container, ${modules} dynamoDb({ table: 'orders' }));`;

const COMMANDS = `
import 'reflect-metadata';
import { Dispatcher, install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
${install('')}
export const handler = (command) => container.resolve(Dispatcher).dispatch(command);
`;

/** A function behind the stream of a table; with other consumers than projections when they are given. */
const consumers = (imports = '', given = '') => `
import 'reflect-metadata';
import { install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { DynamoDbCheckpoints, streamHandler } from '@eventsource/lambda';
import { container } from 'tsyringe';
${imports}
const checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints' });
${install('{ checkpoints },')}
const consumer = { name: 'none', checkpoints, take: async () => [] };
export const handler = streamHandler(container, [${given || 'consumer'}]);
`;

const publisher = (name: string, target: string, options: string) =>
  consumers(
    `import { ${name} } from '@eventsource/lambda/${target}';`,
    `${name}({ name: 'p', checkpoints, source: '/orders', ${options} })`,
  );

/** What is deployed, as the text of its main module, by what it does. The first is what all others are compared with. */
export const programs: Readonly<Record<string, string>> = {
  'the DynamoDB client alone': `
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = (input) => client.send(new { GetItemCommand, PutItemCommand, QueryCommand }[input.kind](input));
`,
  commands: COMMANDS,
  projections: consumers(),
  'publisher to SNS': publisher('snsPublisher', 'sns', `topicArn: 'arn:aws:sns:us-east-1:123456789012:orders'`),
  'publisher to EventBridge': publisher('eventBridgePublisher', 'eventbridge', `eventBus: 'orders'`),
  'publisher to Firehose': publisher('firehosePublisher', 'firehose', `deliveryStream: 'orders'`),
  'the poller': `
import 'reflect-metadata';
import { install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { DynamoDbCheckpoints } from '@eventsource/lambda';
import { DynamoDbShardLeases, pollStream } from '@eventsource/lambda/poller';
import { container } from 'tsyringe';
${install(`{ checkpoints: new DynamoDbCheckpoints({ table: 'checkpoints' }) },`)}
export const main = () => pollStream(container, { table: 'orders', leases: new DynamoDbShardLeases({ table: 'checkpoints' }) });
`,
  'replay from S3': `
import 'reflect-metadata';
import { install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { DynamoDbCheckpoints } from '@eventsource/lambda';
import { firehoseArchive, replay } from '@eventsource/lambda/replay';
import { s3Folder } from '@eventsource/lambda/s3';
import { container } from 'tsyringe';
${install(`{ checkpoints: new DynamoDbCheckpoints({ table: 'checkpoints' }) },`)}
export const main = () => replay({ from: firehoseArchive(s3Folder({ bucket: 'archive', prefix: '' })), consumers: [] });
`,
};

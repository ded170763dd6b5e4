import { expect } from 'chai';
import { type Bundle, bundle, byPackage } from './bundle.js';

const KB = 1024;

/** The clients of the AWS SDK that each entry point may bring along. */
const CLIENTS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  dynamodb: ['client-dynamodb'],
  singleton: ['client-dynamodb'],
  opentelemetry: [],
  lambda: ['client-dynamodb'],
  'lambda/sns': ['client-sns'],
  'lambda/firehose': ['client-firehose'],
  'lambda/eventbridge': ['client-eventbridge'],
  'lambda/poller': ['client-dynamodb', 'client-dynamodb-streams'],
  'lambda/replay': [],
  'lambda/s3': ['client-s3'],
};

const HANDLER = `
import 'reflect-metadata';
import { install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { DynamoDbCheckpoints, streamHandler } from '@eventsource/lambda';
import { container } from 'tsyringe';
install(container, { checkpoints: new DynamoDbCheckpoints({ table: 'checkpoints' }) }, dynamoDb({ table: 'orders' }));
export const handler = streamHandler(container);
`;

const clientsIn = (made: Bundle) =>
  [...byPackage(made).keys()].filter((name) => name.startsWith('@aws-sdk/client-')).map((name) => name.slice(9));

const own = (made: Bundle) =>
  [...byPackage(made)].reduce((sum, [name, size]) => sum + (name.startsWith('@eventsource/') ? size : 0), 0);

describe('A bundle', () => {
  for (const [entry, clients] of Object.entries(CLIENTS)) {
    it(`of @eventsource/${entry} carries ${clients.join(' and ') || 'no client of the AWS SDK'}`, async () => {
      const made = await bundle(`export * from '@eventsource/${entry}';`, 'module');
      expect(clientsIn(made)).to.have.members(clients);
    });
  }

  for (const builds of ['main', 'module'] as const) {
    it(`of a stream handler carries at most 128 KB of ours, with the ${builds} builds of other packages`, async () => {
      expect(own(await bundle(HANDLER, builds))).to.be.within(60 * KB, 128 * KB);
    });
  }

  it('of a stream handler leaves out what only other functions need', async () => {
    const { files } = await bundle(HANDLER, 'module');
    const elsewhere = /lambda\/dist\/(sns|firehose|eventbridge|publisher|poller|replay|s3|archive)\//;
    expect([...files.keys()].filter((path) => elsewhere.test(path))).to.deep.equal([]);
  });
});

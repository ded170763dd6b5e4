import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../dynamodb/rejection.js';
import { commitsTable } from './commits-table.js';

const { TableName } = commitsTable;
const Key = { key: { S: 'a' }, partition: { N: '1' } };
const there = { ...Key, bytes: { B: Uint8Array.from([1, 2, 255]) }, n: { N: '7' } };

const writes = {
  PutItem: (client: DynamoDBClient, more: object) => client.send(new PutItemCommand({ TableName, Item: Key, ...more })),
  DeleteItem: (client: DynamoDBClient, more: object) => client.send(new DeleteItemCommand({ TableName, Key, ...more })),
  UpdateItem: (client: DynamoDBClient, more: object) =>
    client.send(new UpdateItemCommand({ TableName, Key, UpdateExpression: 'REMOVE n', ...more })),
};

const isNew = { ConditionExpression: 'attribute_not_exists(#p)', ExpressionAttributeNames: { '#p': 'partition' } };
const isOld = { ConditionExpression: 'attribute_exists(#p)', ExpressionAttributeNames: { '#p': 'partition' } };
const shown = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };

for (const [operation, write] of Object.entries(writes)) {
  describe(`${operation} on dynalite`, () => {
    let dynalite: Dynalite;
    let client: DynamoDBClient;

    async function start(options?: Parameters<typeof startDynalite>[0]) {
      dynalite = await startDynalite(options);
      client = dynalite.client();
      await dynalite.createTable(commitsTable);
    }

    afterEach(() => dynalite.stop());

    const refusedItem = async (more: object) => {
      const error = await rejection(write(client, more));
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      expect(error.message).to.equal('The conditional request failed');
      return error.Item;
    };

    it('shows the item that its condition refuses, if it asks for that and there is one', async () => {
      await start();
      expect(await refusedItem({ ...isOld, ...shown })).to.equal(undefined);
      await client.send(new PutItemCommand({ TableName, Item: there }));
      expect(await refusedItem({ ...isNew, ...shown })).to.deep.equal(there);
      expect(await refusedItem(isNew)).to.equal(undefined);
      expect(await refusedItem({ ...isNew, ReturnValuesOnConditionCheckFailure: 'NONE' })).to.equal(undefined);
    });

    it('answers like dynalite to everything else, whether it asks for that or not', async () => {
      const answers: unknown[][] = [];
      for (const asking of [{}, shown]) {
        await start();
        const units = { ReturnConsumedCapacity: 'TOTAL' };
        const ended = (more: object) =>
          write(client, { ...more, ...units, ...asking }).then(
            ({ $metadata: _, ...answer }) => answer,
            ({ name, message }) => ({ name, message }),
          );
        answers.push([
          await ended(isOld),
          await client.send(new PutItemCommand({ TableName, Item: there })).then(() => 'put'),
          await ended({ ...isOld, ReturnValues: 'ALL_OLD' }),
          await ended({ ConditionExpression: 'hello!' }),
          await ended({ TableName: 'absent', ...isOld }),
        ]);
        if (asking !== shown) await dynalite.stop();
      }
      expect(answers[1]).to.deep.equal(answers[0]);
    });

    it('shows nothing where dynalite is as it comes', async () => {
      await start({ transactions: false });
      await client.send(new PutItemCommand({ TableName, Item: there }));
      expect(await refusedItem({ ...isNew, ...shown })).to.equal(undefined);
    });
  });
}

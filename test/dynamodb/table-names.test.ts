import {
  createTable,
  type DynamoDbOptions,
  DynamoDbStore,
  deleteTable,
  describeTable,
  dynamoDb,
  estimateScan,
  InvalidTableNameError,
  isTableName,
  Table,
} from '@eventsource/dynamodb';
import { expect } from 'chai';
import { rejection } from './rejection.js';

const NOTES = {
  holds: 'notes',
  definition: (table: string) => ({ TableName: table, AttributeDefinitions: [], KeySchema: [] }),
  definedBy: 'notesDefinition',
  createdBy: 'createNotes',
  package: 'notes',
};

/** Options as where nothing checks types, or `!` silences the compiler. */
const named = (table: unknown): DynamoDbOptions => Object.assign({ table: '', region: 'eu-west-1' }, { table });

describe('The name of a table', () => {
  const impossible: [what: string, table: unknown, message: RegExp][] = [
    ['missing', undefined, /"table" for events is undefined: is an environment variable not set\?/],
    ['null', null, /is null: is an environment variable not set\?/],
    ['empty', '', /is empty: is an environment variable not set\?/],
    ['a number', 7, /is a number: use a name of 3 to 255 letters/],
    ['too short', 'ab', /is "ab": use a name of 3 to 255 letters/],
    ['too long', 'a'.repeat(256), /use a name of 3 to 255 letters/],
    ['of other characters', 'my orders', /is "my orders": use a name/],
    ['two lines', 'orders\n', /is "orders\\n": use a name/],
    ['the ARN of a topic', 'arn:aws:sns:eu-west-1:123456789012:orders', /use a name .* or an ARN/],
    ['the ARN of no table', 'arn:aws:dynamodb:eu-west-1:123456789012:table/', /use a name .* or an ARN/],
  ];

  for (const [what, table, message] of impossible) {
    it(`is refused when it is ${what}, wherever options are taken`, async () => {
      for (const take of [() => dynamoDb(named(table)), () => new DynamoDbStore(named(table))]) {
        expect(take).to.throw(InvalidTableNameError, message);
      }
      for (const ask of [createTable, deleteTable, describeTable, estimateScan]) {
        const error = await rejection(ask(named(table)));
        expect(error).to.be.instanceOf(InvalidTableNameError);
        expect(error).to.include({ holds: 'events', value: table });
      }
    });
  }

  it('is refused with what the table is for', () => {
    expect(() => new Table(named(undefined), NOTES)).to.throw(InvalidTableNameError, '"table" for notes is undefined');
  });

  it('may be an ARN', () => {
    for (const [partition, region] of [
      ['aws', 'eu-west-1'],
      ['aws-us-gov', 'us-gov-west-1'],
      ['aws', 'ddblocal'],
    ]) {
      const table = `arn:${partition}:dynamodb:${region}:123456789012:table/orders.v2`;
      new DynamoDbStore(named(table)).close();
      expect(isTableName(table)).to.equal(false);
    }
  });

  it('may hold all that DynamoDB takes', () => {
    for (const table of ['abc', 'Orders_2.new-ones', '0'.repeat(255)]) {
      expect(isTableName(table)).to.equal(true);
      dynamoDb({ table });
    }
  });
});

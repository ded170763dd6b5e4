import type { InvocationContext, LambdaRecord, StreamEvent, StreamHandler } from '@eventsource/lambda';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  DynamoDBStreamHandler,
} from 'aws-lambda';
import { expectTypeOf } from 'expect-type';

describe('The types of a handler', () => {
  it('fit where a handler is declared by those of @types/aws-lambda', () => {
    expectTypeOf<StreamHandler>().toExtend<DynamoDBStreamHandler>();
    expectTypeOf<Awaited<ReturnType<StreamHandler>>>().toEqualTypeOf<DynamoDBBatchResponse>();
  });

  it('take what is declared by them', () => {
    expectTypeOf<DynamoDBStreamEvent>().toExtend<StreamEvent>();
    expectTypeOf<DynamoDBRecord>().toExtend<LambdaRecord>();
    expectTypeOf<Context>().toExtend<InvocationContext>();
  });
});

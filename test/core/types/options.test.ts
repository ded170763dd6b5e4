import type {
  AggregateOptions,
  CallOptions,
  ConsumeOptions,
  DeliveryOptions,
  DispatchAllOptions,
  DispatchOptions,
  EventOptions,
  InvocationOptions,
  LoadOptions,
  Module,
  ProjectionOptions,
  RequestOptions,
  RetryOptions,
  SaveOptions,
  SnapshotOptions,
  ViewOptions,
  WaitOptions,
} from '@eventsource/core';
import type {
  CreateTableOptions,
  DynamoDbOptions,
  DynamoDbTenantOptions,
  InspectOptions,
  ListStreamsOptions,
  RebuildOptions,
  ScanOptions,
  TableSettings,
  TableStatsOptions,
  TableWaitOptions,
  VerifyOptions,
} from '@eventsource/dynamodb';
import type { RedriveOptions, StreamHandlerOptions } from '@eventsource/lambda';
import type { DynamoDbShardLeasesOptions, PollOptions } from '@eventsource/lambda/poller';
import type { DynamoDbReservationsOptions } from '@eventsource/singleton';
import type { ProjectionScenarioOptions, ScenarioOptions, StoreContractOptions } from '@eventsource/testing';
import { expectTypeOf } from 'expect-type';

/** The optional properties that do not take `undefined`, of any member of a union. */
type Refusing<T> = T extends unknown
  ? {
      [K in keyof T]-?: object extends Pick<T, K> ? ({ [P in K]: undefined } extends Pick<T, K> ? never : K) : never;
    }[keyof T]
  : never;

describe('What options leave out', () => {
  it('may as well be undefined, as where it comes from a header or an environment variable', () => {
    expectTypeOf<Refusing<{ a?: 1; b?: 2 | undefined; c: 3 }>>().toEqualTypeOf<'a'>();

    expectTypeOf<Refusing<InvocationOptions | DispatchOptions | DispatchAllOptions>>().toBeNever();
    expectTypeOf<Refusing<CallOptions | ViewOptions | SaveOptions | WaitOptions | RetryOptions>>().toBeNever();
    expectTypeOf<Refusing<AggregateOptions | SnapshotOptions | EventOptions | ProjectionOptions>>().toBeNever();
    expectTypeOf<Refusing<Module | RequestOptions | LoadOptions>>().toBeNever();

    expectTypeOf<Refusing<DynamoDbOptions | DynamoDbTenantOptions>>().toBeNever();
    expectTypeOf<Refusing<TableSettings | TableWaitOptions | CreateTableOptions>>().toBeNever();
    expectTypeOf<Refusing<ScanOptions | ListStreamsOptions | TableStatsOptions | InspectOptions>>().toBeNever();
    expectTypeOf<Refusing<VerifyOptions | RebuildOptions>>().toBeNever();

    expectTypeOf<Exclude<Refusing<PollOptions | StreamHandlerOptions>, keyof DeliveryOptions>>().toBeNever();
    expectTypeOf<Exclude<Refusing<RedriveOptions>, keyof ConsumeOptions>>().toBeNever();
    expectTypeOf<Refusing<DynamoDbShardLeasesOptions>>().toBeNever();

    expectTypeOf<Refusing<DynamoDbReservationsOptions>>().toBeNever();
    expectTypeOf<Refusing<ScenarioOptions | ProjectionScenarioOptions | StoreContractOptions>>().toBeNever();
  });
});

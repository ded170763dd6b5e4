import { App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import {
  Code,
  FilterCriteria,
  FilterRule,
  Function as Lambda,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

// #region stack
/** A table of events, and a function that builds read models from its stream. */
export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const safe = { billingMode: BillingMode.PAY_PER_REQUEST, deletionProtection: true };
    const events = new Table(this, 'Events', {
      ...safe,
      partitionKey: { name: 'key', type: AttributeType.STRING },
      sortKey: { name: 'partition', type: AttributeType.NUMBER },
      stream: StreamViewType.NEW_IMAGE,
    });
    const checkpoints = new Table(this, 'Checkpoints', {
      ...safe,
      partitionKey: { name: 'key', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires',
    });
    checkpoints.addGlobalSecondaryIndex({
      indexName: 'stopped',
      partitionKey: { name: 'stopped', type: AttributeType.STRING },
      sortKey: { name: 'key', type: AttributeType.STRING },
    });
    const readModels = new Lambda(this, 'ReadModels', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'handler.handler',
      code: Code.fromInline('// the bundle of your handler, by Code.fromAsset'),
      timeout: Duration.minutes(1),
      environment: { EVENTS: events.tableName, CHECKPOINTS: checkpoints.tableName },
    });
    events.grant(readModels, 'dynamodb:Query');
    checkpoints.grant(readModels, 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem');
    readModels.addEventSource(
      new DynamoEventSource(events, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        parallelizationFactor: 1,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: 100,
        maxRecordAge: Duration.hours(12),
        onFailure: new SqsDlq(new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) })),
        filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
      }),
    );
  }
}
// #endregion

const app = new App();
new OrdersStack(app, 'Orders');
console.log(JSON.stringify(app.synth().getStackByName('Orders').template));

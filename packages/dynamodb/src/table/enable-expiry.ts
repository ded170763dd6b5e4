import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
import { requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { faultOf } from '../request/try-outcome.js';

/**
 * Has DynamoDB delete items some time after the Unix time, in seconds, that this attribute holds. Where an emulator cannot,
 * as dynalite, they stay.
 */
export async function enableExpiry(requests: Requests, attribute: string, options: RequestOptions): Promise<void> {
  if (await isEnabled(requests, options)) return;
  const command = new UpdateTimeToLiveCommand({
    TableName: requests.table,
    TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
  });
  const outcome = await requests.try('UpdateTimeToLive', command, options);
  if ('answer' in outcome || faultOf(outcome.failure.error).name === 'UnknownOperationException') return;
  // Two that create the table together: the other one was first.
  if (!(await isEnabled(requests, options))) throw requestError(outcome.failure);
}

async function isEnabled(requests: Requests, options: RequestOptions): Promise<boolean> {
  const command = new DescribeTimeToLiveCommand({ TableName: requests.table });
  const { TimeToLiveDescription } = await requests.send('DescribeTimeToLive', command, options);
  return ['ENABLED', 'ENABLING'].includes(TimeToLiveDescription?.TimeToLiveStatus ?? '');
}

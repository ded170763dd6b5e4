import type { Checkpoints } from '@eventsource/core';
import { eventBridgePublisher } from '@eventsource/lambda/eventbridge';
import { firehosePublisher } from '@eventsource/lambda/firehose';
import { snsPublisher } from '@eventsource/lambda/sns';

// #region sns
export const toTopic = (topicArn: string, checkpoints: Checkpoints, endpoint?: string) =>
  snsPublisher({
    name: 'orders-topic',
    topicArn,
    source: 'https://example.com/orders',
    typePrefix: 'com.example.',
    filter: ({ name }) => name !== 'order-noted',
    since: new Date('2026-01-01'),
    checkpoints,
    endpoint,
  });
// #endregion

// #region eventbridge
export const toBus = (eventBus: string, checkpoints: Checkpoints, endpoint?: string) =>
  eventBridgePublisher({ name: 'orders-bus', eventBus, source: 'com.example.orders', checkpoints, endpoint });
// #endregion

// #region firehose
export const toArchive = (deliveryStream: string, checkpoints: Checkpoints, endpoint?: string) =>
  firehosePublisher({ name: 'orders-archive', deliveryStream, checkpoints, endpoint });
// #endregion

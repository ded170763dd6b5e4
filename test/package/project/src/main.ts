import { MemoryStore, StreamVersion } from '@eventsource/core';

async function main() {
  const store = new MemoryStore();
  const record = new TextEncoder().encode('{"t":"order-created","d":{}}');
  await store.append({ stream: 'order:o-1', after: StreamVersion.start, id: record, records: [record] });
  console.log('Order o-1 [version 1]');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

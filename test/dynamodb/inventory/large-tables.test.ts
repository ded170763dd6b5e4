import { listStreams, tableStats } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { garbageCollector } from '../verify/garbage-collector.js';
import { clientOfStreams } from './endless-table.js';

const readUnitsPerSecond = Number.POSITIVE_INFINITY;

describe('A large table', () => {
  it('is counted closely where it is not counted exactly', async () => {
    // Streams of 8, 16 … 320 units.
    const client = clientOfStreams(40, 2, (stream) => 8 * stream * 4096 - 200);
    const { streams, coldLoads } = await tableStats({ table: 'endless', client, readUnitsPerSecond });
    client.destroy();
    expect(streams).to.equal(40);
    for (const { percentOfStreams, readUnits } of coldLoads) {
      const exact = percentOfStreams * 3.2;
      expect(readUnits).to.be.within(exact, exact <= 128 ? exact : exact * (1 + 1 / 64));
    }
    expect(coldLoads.at(-1)?.readUnits).to.equal(320);
  });

  const readings: [what: string, read: (onProgress: () => void) => Promise<number>][] = [
    [
      'counted',
      async (onProgress) => {
        const client = clientOfStreams(60_000, 3000, (stream) => stream % 100);
        return (await tableStats({ table: 'endless', client, readUnitsPerSecond, onProgress })).streams;
      },
    ],
    [
      'listed',
      async (onProgress) => {
        const client = clientOfStreams(60_000, 3000, (stream) => stream % 100);
        let streams = 0;
        for await (const _ of listStreams({ table: 'endless', client, readUnitsPerSecond, onProgress })) streams++;
        return streams;
      },
    ],
  ];
  for (const [what, read] of readings) {
    it(`takes no more memory than a small one when it is ${what}`, async function () {
      this.timeout(60_000);
      const samples: number[] = [];
      const collectGarbage = garbageCollector();
      const streams = await read(() => {
        collectGarbage();
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        samples.push(heapUsed + arrayBuffers);
      });
      expect(streams).to.equal(60_000);
      expect(samples).to.have.length(20);
      // To keep 60 bytes of each stream would be more.
      expect(Math.max(...samples.slice(-5)) - Math.max(...samples.slice(0, 5))).to.be.lessThan(3e6);
    });
  }
});

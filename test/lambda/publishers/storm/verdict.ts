import type { Arrival } from '../service/arrival.js';
import type { Rig } from '../service/rig.js';
import type { Outcome } from './storm.js';

/** What is wrong with what has arrived, one line each; nothing when all is well. */
export function verdict({ ordered, service }: Rig, arrived: readonly Arrival[], outcome: Outcome): readonly string[] {
  const firsts = firstArrivals(arrived);
  const streams = [...outcome.versions];
  return [
    ...streams.flatMap(([stream, version]) => missing(stream, version, firsts.get(stream) ?? [])),
    ...(ordered ? [...firsts].flatMap(([stream, versions]) => disorder(stream, versions)) : []),
    ...[...firsts.keys()].filter((stream) => !outcome.versions.has(stream)).map((stream) => `${stream} is unknown`),
    ...streams
      .filter(([stream, version]) => outcome.positions.get(stream) !== version)
      .map(([stream, version]) => `${stream} is at ${outcome.positions.get(stream)} and not at ${version}`),
    ...arrived.filter((one) => !one.text.includes(`"number":${one.version},`)).map(({ text }) => `other data: ${text}`),
    ...service.broken.map(({ code, message }) => `a request broke a rule: ${code}, ${message}`),
  ];
}

/** The versions of each stream in the order in which each arrived first. */
function firstArrivals(arrived: readonly Arrival[]): ReadonlyMap<string, readonly number[]> {
  const streams = new Map<string, Set<number>>();
  for (const { stream, version } of arrived) {
    const versions = streams.get(stream) ?? new Set();
    streams.set(stream, versions.add(version));
  }
  return new Map([...streams].map(([stream, versions]) => [stream, [...versions]]));
}

function missing(stream: string, version: number, versions: readonly number[]): string[] {
  const there = new Set(versions);
  const all = Array.from({ length: version }, (_, index) => index + 1);
  return all.filter((one) => !there.has(one)).map((one) => `${stream}/${one} is missing`);
}

const disorder = (stream: string, versions: readonly number[]): string[] =>
  versions.flatMap((version, index) =>
    version > (versions[index + 1] ?? Infinity) ? [`${stream}/${version} came before ${versions[index + 1]}`] : [],
  );

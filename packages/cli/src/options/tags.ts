import { InvalidArgumentError } from 'commander';

/** Reads `team=checkout,stage=test`. A value may be empty, and hold `=`. */
export function tags(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair): [string, string] => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair.trim()) ?? [];
    if (name === '') throw new InvalidArgumentError(`"${pair}" is not a tag: write name=value, separated by commas.`);
    return [name, value];
  });
  const repeated = pairs.find(([name], index) => pairs.some(([other], at) => at < index && other === name));
  if (repeated) throw new InvalidArgumentError(`Tag "${repeated[0]}" is given twice.`);
  return Object.fromEntries(pairs);
}

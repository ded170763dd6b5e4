import { expect } from 'chai';
import { eventsource } from './eventsource.js';

describe('Wrong use of the command', function () {
  this.timeout(60_000);
  const create = ['dynamodb', 'create-table', '--name', 'orders', '--endpoint', 'http://127.0.0.1:1'];

  const MISTAKES: readonly [string, readonly string[], RegExp][] = [
    ['an unknown command', ['dynamo'], /unknown command 'dynamo'.*Did you mean dynamodb\?/s],
    ['an unknown option', [...create, '--rcaps', '1'], /unknown option '--rcaps'/],
    ['a missing option', ['dynamodb', 'describe'], /required option '--table, --name <table>' not specified/],
    ['a word too many', [...create, 'now'], /too many arguments/],
    ['half a capacity', [...create, '--rcap', '4'], /--rcap and --wcap belong together/],
    ['a number that is none', [...create, '--rcap', '4x'], /'4x' is invalid. It must be a whole number of at least 1/],
    ['a number out of range', ['verify', '--name', 'x', '--segments', '0'], /a whole number from 1 to 100/],
    ['an unknown stream view', [...create, '--stream', 'images'], /one of new-image, new-and-old-images/],
    ['a tag without a name', [...create, '--tags', 'team=a,=b'], /"=b" is not a tag: write name=value/],
    ['a tag given twice', [...create, '--tags', 'a=b,a=c'], /Tag "a" is given twice/],
  ];

  for (const [mistake, args, message] of MISTAKES) {
    it(`is ${mistake}: one error and exit code 2`, async () => {
      const { stdout, stderr, code } = await eventsource(args);
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
      expect(stderr)
        .to.match(/^error: /)
        .and.match(message);
      expect(stderr).to.not.match(/\n\s+at /);
    });
  }

  it('is told as JSON where that is wanted', async () => {
    const { stderr, code } = await eventsource(['dynamodb', 'describe', '--json']);
    expect(code).to.equal(2);
    expect(JSON.parse(stderr).error).to.include({ name: 'UsageError' });
  });

  it('is no failure: where nothing answers, the exit code is 1', async () => {
    const { stdout, stderr, code } = await eventsource(create);
    expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
    expect(stderr).to.match(/^error: The store at http:\/\/127.0.0.1:1 could not be used: .*ECONNREFUSED.*\n$/);
  });
});

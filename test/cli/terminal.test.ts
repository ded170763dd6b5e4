import { expect } from 'chai';
import { eventsource, eventsourceOnTerminal } from './eventsource.js';

const ESCAPE = '\u001b';

describe('On a terminal, the command', function () {
  this.timeout(60_000);
  const wrong = ['verify'];
  const long = ['dynamodb', 'create-table', '--name', 'orders', '--dryrun'];

  it('shows colours, unless NO_COLOR is set, and pipes none', async () => {
    expect((await eventsourceOnTerminal(wrong)).stdout).to.include(`${ESCAPE}[31merror:${ESCAPE}[39m`);
    expect((await eventsourceOnTerminal(wrong, { env: { NO_COLOR: '1' } })).stdout).to.not.include(ESCAPE);
    expect((await eventsourceOnTerminal(wrong, { env: { TERM: 'dumb' } })).stdout).to.not.include(ESCAPE);
    expect((await eventsource(wrong)).stderr).to.not.include(ESCAPE);
    expect((await eventsource(wrong, { env: { FORCE_COLOR: '1' } })).stderr).to.include(ESCAPE);
  });

  it('pages what is long, and pipes it as it is', async () => {
    const env = { PAGER: "sed 's/^/> /'" };
    const { stdout, code } = await eventsourceOnTerminal(long, { env });
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^> \[\r\n> {3}\{\r\n/)
      .and.include('> ]');
    expect((await eventsource(long, { env })).stdout).to.match(/^\[\n {2}\{\n/);
    expect((await eventsourceOnTerminal(long, { env: { PAGER: '' } })).stdout).to.match(/^\[\r\n {2}\{\r\n/);
  });

  it('ends well when the reader leaves the pager', async () => {
    for (let times = 0; times < 5; times++) {
      expect((await eventsourceOnTerminal(long, { env: { PAGER: 'true' } })).code).to.equal(0);
    }
  });

  it('says when there is no such pager', async () => {
    const { stdout, code } = await eventsourceOnTerminal(long, { env: { PAGER: 'no-such-pager' } });
    expect(code).to.equal(2);
    expect(stdout).to.include(
      'Pager "no-such-pager" was not found: set PAGER to another one, or to nothing for no pager.',
    );
  });
});

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DescribeTableCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitsTable } from './commits-table.js';

const { TableName } = commitsTable;

describe('startDynalite', () => {
  let dynalite: Dynalite;

  beforeEach(async () => {
    dynalite = await startDynalite();
  });

  afterEach(() => dynalite.stop());

  it('answers on the loopback interface as soon as it has started', async () => {
    expect(new URL(dynalite.endpoint).hostname).to.equal('127.0.0.1');
    expect((await dynalite.client().send(new ListTablesCommand({}))).TableNames).to.deep.equal([]);
  });

  it('creates a table that is active', async () => {
    await dynalite.createTable(commitsTable);
    const { Table } = await dynalite.client().send(new DescribeTableCommand({ TableName }));
    expect(Table?.TableStatus).to.equal('ACTIVE');
  });

  it('runs beside another one, each with tables and a port of its own', async () => {
    const other = await startDynalite();
    await dynalite.createTable(commitsTable);
    expect((await other.client().send(new ListTablesCommand({}))).TableNames).to.deep.equal([]);
    expect(other.endpoint).not.to.equal(dynalite.endpoint);
    await other.stop();
  });

  it('ignores the credentials and endpoints that a client is configured with elsewhere', async () => {
    const client = dynalite.client({ endpoint: 'http://127.0.0.1:1', region: 'eu-west-1' });
    expect((await client.send(new ListTablesCommand({}))).TableNames).to.deep.equal([]);
    expect(await client.config.region()).to.equal('eu-west-1');
  });

  it('answers no more once it is stopped', async () => {
    const { endpoint } = dynalite;
    await dynalite.stop();
    expect(await fetch(endpoint).catch(() => 'refused')).to.equal('refused');
  });

  it('can be stopped twice', async () => {
    await dynalite.stop();
    await dynalite.stop();
  });

  it('can be stopped while requests are under way', async () => {
    await dynalite.createTable(commitsTable);
    const client = dynalite.client({ maxAttempts: 1 });
    const puts = Array.from({ length: 50 }, (_, index) =>
      client.send(new PutItemCommand({ TableName, Item: { key: { S: 'a' }, partition: { N: `${index}` } } })),
    );
    await Promise.race(puts);
    const stopping = Date.now();
    const [stopped, ...answers] = await Promise.allSettled([dynalite.stop(), ...puts]);
    expect(stopped.status).to.equal('fulfilled');
    expect(Date.now() - stopping).to.be.below(2_000);
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length.above(0);
  });

  it('leaves nothing behind that keeps a process alive', async () => {
    const script = fileURLToPath(new URL('dynalite-process.js', import.meta.url));
    const started = Date.now();
    const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 10_000 });
    expect(stdout.trim()).to.equal('stopped');
    expect(Date.now() - started).to.be.below(4_000);
  });
});

// A hub of its own for a test run: the sample library indexed into a folder of its own, served on a free port.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const source = new URL('../..', import.meta.url).pathname;

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the programs; gives {address, stop()}. `intranets` are the origins that may ask from elsewhere. */
export async function startSite({ indexer, searchd, audience = 'public', intranets = [] }) {
  if (!indexer || !searchd) throw new Error('set HUB_INDEXER and HUB_SEARCHD to the programs to test, or HUB_ADDRESS to a hub that runs');
  const folder = mkdtempSync(join(tmpdir(), 'hub-web-'));
  const indexed = spawnSync(indexer, ['--corpus', join(source, 'corpus'), '--data', join(folder, 'data'), 'reindex', '--quiet'], { encoding: 'utf8' });
  if (indexed.status !== 0) throw new Error(`indexing failed: ${indexed.stdout}${indexed.stderr}`);
  const port = await freePort();
  const own = ['--port', String(port), '--admin-port', '-1', '--base-url', `http://127.0.0.1:${port}`];
  if (intranets.length) own.push('--allow-origins', intranets.join(','));
  const daemon = spawn(searchd, ['--data', join(folder, 'data'), '--web', join(source, 'web'), '--audience', audience, ...own], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  const lines = createInterface({ input: daemon.stderr });
  const address = await new Promise((resolve, reject) => {
    daemon.once('exit', (code) => reject(new Error(`hub-searchd ended with ${code}`)));
    lines.on('line', (line) => {
      const event = line.startsWith('{') ? JSON.parse(line) : {};
      if (event.event === 'listening') resolve(event.address);
    });
  });
  return {
    address,
    async stop() {
      daemon.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** HUB_ADDRESS is a hub that runs, with HUB_INTRANET_PORT as its intranet's; else HUB_INDEXER and HUB_SEARCHD are the programs to start one with. */
export async function startHub({ intranets = [] } = {}) {
  if (process.env.HUB_ADDRESS) return { address: process.env.HUB_ADDRESS, stop: async () => {} };
  return startSite({ indexer: process.env.HUB_INDEXER, searchd: process.env.HUB_SEARCHD, intranets });
}

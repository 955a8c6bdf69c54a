// A hub of its own for a test run: the sample library indexed into a folder of its own, served on a free port.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const source = new URL('../..', import.meta.url).pathname;

/** Starts the programs; gives {address, stop()}. */
export async function startSite({ indexer, searchd, audience = 'public' }) {
  const folder = mkdtempSync(join(tmpdir(), 'hub-web-'));
  const indexed = spawnSync(indexer, ['--corpus', join(source, 'corpus'), '--data', join(folder, 'data'), 'reindex', '--quiet'], { encoding: 'utf8' });
  if (indexed.status !== 0) throw new Error(`indexing failed: ${indexed.stdout}${indexed.stderr}`);
  const daemon = spawn(searchd, ['--data', join(folder, 'data'), '--web', join(source, 'web'), '--audience', audience, '--port', '0', '--admin-port', '-1'], {
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

// A real filon-searchd on a free port, gone when its test is.
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {build} from './paths.mjs';

/** Starts the daemon over one of the indexes of make-indexes.mjs; {origin, stop}. */
export async function startDaemon({index = 'demo', flags = [], demo = index === 'demo'} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'filon-browser-'));
  const portFile = join(folder, 'port');
  const indexFolder = index === null ? folder : join(build, index, 'index');
  const child = spawn(process.env.FILON_SEARCHD,
    ['--index', indexFolder, '--listen', '127.0.0.1:0', '--port-file', portFile, '--workers', '4', ...flags],
    {stdio: ['ignore', 'ignore', 'pipe'], env: {...process.env, FILON_DEMO: demo ? '1' : ''}});
  let log = '';
  child.stderr.on('data', text => { log += text; });
  const ended = new Promise(resolve => child.on('exit', resolve));
  for (let waited = 0; !existsSync(portFile); waited += 20) {
    if (child.exitCode !== null || waited > 60000) throw new Error(`filon-searchd did not start: ${log}`);
    await pause(20);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    const code = await ended;
    rmSync(folder, {recursive: true, force: true});
    if (code !== 0) throw new Error(`filon-searchd ended with ${code}: ${log}`);
  };
  return {origin: `http://127.0.0.1:${readFileSync(portFile, 'utf8').trim()}`, stop};
}

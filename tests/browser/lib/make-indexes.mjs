// Indexes what the tests look at, afresh: the demo data, and records made to attack a page.
import {execFileSync} from 'node:child_process';
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {build, repository} from './paths.mjs';

function index(name, sources) {
  const folder = join(build, name);
  rmSync(folder, {recursive: true, force: true});
  execFileSync(process.env.FILON_INDEXER,
    ['run', '--quiet', '--store', join(folder, 'store'), '--index', join(folder, 'index'),
     ...sources.flatMap(source => ['--source', source])],
    {stdio: ['ignore', 'inherit', 'inherit']});
}

const demo = join(repository, 'data', 'demo');
index('demo', [`lemarche=${demo}/lemarche.json`, `carteco=${demo}/carteco.json`]);
index('hostile', [`lemarche=${join(repository, 'tests', 'browser', 'data', 'hostile.json')}`]);

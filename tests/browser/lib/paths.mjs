import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
export const build = process.env.FILON_BROWSER_BUILD;
export const screenshots = join(build, 'screenshots');

// Writes a .br (quality 11) and a .gz (level 9) sibling of each file named; the .gz last, as the sign that both are whole.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

for (const path of process.argv.slice(2)) {
  const content = readFileSync(path);
  const brotli = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: brotli }));
  writeFileSync(`${path}.part`, gzipSync(content, { level: 9 }));
  renameSync(`${path}.part`, `${path}.gz`);
}

// Run by an old Node: do its V8 and the shipped files get along? Modules are compiled, scripts parsed. Written for Node 10.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const folder = process.argv[2];
let modules = 0;
let scripts = 0;
for (const name of fs.readdirSync(folder)) {
  const content = fs.readFileSync(path.join(folder, name));
  if (name.endsWith('.wasm')) {
    new WebAssembly.Module(content);
    modules += 1;
  } else if (name.endsWith('.js')) {
    new vm.Script(content.toString(), { filename: name });
    scripts += 1;
  }
}
if (modules < 2) {
  throw new Error('only ' + modules + ' modules in ' + folder);
}
console.log('V8 ' + process.versions.v8 + ' takes ' + modules + ' modules and ' + scripts + ' scripts');

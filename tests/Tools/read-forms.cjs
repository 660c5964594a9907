// Decodes forms, one a line of stdin, into JSON, one a line of stdout.
const qs = require('qs');
const { createInterface } = require('node:readline');

createInterface({ input: process.stdin }).on('line', (form) => {
  const data = qs.parse(form, { depth: 20, strictDepth: true, arrayLimit: 100, parameterLimit: Infinity });
  process.stdout.write(`${JSON.stringify(data)}\n`);
});

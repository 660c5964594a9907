// Reads requests as Stripe's published description says, knowing nothing of who sent them: qs decodes the form, ajv checks it.
// Arguments: the description's path. Each line of stdin: {"method", "path", "form"}.
// Each line of stdout: {"data"} as decoded, or {"error"}.
const Ajv = require('ajv');
const qs = require('qs');
const { readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');

const { paths } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const text = { type: 'string', maxLength: 5000 };
// Documented by Stripe, though the description at hand leaves it out.
paths['/v1/disputes'] = { get: { parameters: [['payment_intent', text], ['limit', { type: 'integer' }]]
  .map(([name, schema]) => ({ in: 'query', name, schema })) } };

// What Stripe does not know, it refuses, at every depth; the description says so of the outermost object only.
function close(schema) {
  if (Array.isArray(schema)) return schema.forEach(close);
  if (schema === null || typeof schema !== 'object') return;
  if (schema.properties && schema.additionalProperties === undefined) schema.additionalProperties = false;
  Object.values(schema).forEach(close);
}

function inQuery(parameters) {
  const own = parameters.filter((parameter) => parameter.in === 'query');
  return {
    type: 'object',
    properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
    required: own.filter((parameter) => parameter.required).map(({ name }) => name),
    additionalProperties: false,
  };
}

const ajv = new Ajv({ coerceTypes: true, strict: false, validateFormats: false });
const operations = [];
for (const [template, methods] of Object.entries(paths)) {
  const pattern = new RegExp(`^${template.replace(/\{[^}]*\}/g, '[^/]+')}$`);
  for (const [method, { requestBody, parameters }] of Object.entries(methods)) {
    const schema = method === 'get' ? inQuery(parameters)
      : requestBody.content['application/x-www-form-urlencoded'].schema;
    close(schema);
    operations.push({ method, pattern, validate: ajv.compile(schema) });
  }
}

function check({ method, path, form }) {
  const operation = operations.find((known) => known.method === method.toLowerCase() && known.pattern.test(path));
  if (!operation) return { error: `Unrecognized request URL (${method}: ${path}).` };
  const data = qs.parse(form, { depth: 10, strictDepth: true, arrayLimit: 100, allowPrototypes: true });
  return operation.validate(data) ? { data } : { error: ajv.errorsText(operation.validate.errors) };
}

createInterface({ input: process.stdin }).on('line', (line) => {
  process.stdout.write(`${JSON.stringify(check(JSON.parse(line)))}\n`);
});

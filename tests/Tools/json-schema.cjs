// Says, with ajv, whether values are valid. Reads { components, cases: [{ schema, values: [text] }] } and answers with
// a list of lists of true and false.
const Ajv2020 = require('ajv/dist/2020').default;

const { components, cases } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const ajv = new Ajv2020({
  strict: false,
  formats: {
    uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    uri: text => URL.canParse(text) && /^[\x21-\x7e]+$/.test(text) && !/[<>"{}|\\^`]/.test(text),
    date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
    'date-time': text => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !isNaN(Date.parse(text)),
    int32: { type: 'number', validate: number => Math.abs(number) <= 2 ** 31 },
    int64: { type: 'number', validate: number => Math.abs(number) <= 2 ** 63 },
  },
});
ajv.addSchema({ $id: 'document', components }, undefined, false, false);
const within = schema => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'));
console.log(JSON.stringify(cases.map(({ schema, values }) => {
  const validate = ajv.compile(within(schema));
  return values.map(text => validate(JSON.parse(text)));
})));

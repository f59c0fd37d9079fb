// Usage: node validate.js SCHEMA DOCUMENT...  Says what is wrong on standard error. Exit codes: 0 all valid, 1 one is not, 2 unreadable.
const fs = require('node:fs');
const Ajv = require('ajv/dist/2020').default;
const formats = require('ajv-formats').default;

try {
  const [schema, ...documents] = process.argv.slice(2).map(path => JSON.parse(fs.readFileSync(path, 'utf8')));
  const ajv = new Ajv({ allErrors: true, strict: true });
  formats(ajv);
  const validate = ajv.compile(schema);
  for (const document of documents) {
    if (!validate(document)) {
      console.error(ajv.errorsText(validate.errors, { separator: '\n' }));
      process.exitCode = 1;
    }
  }
} catch (e) {
  console.error(e.message);
  process.exitCode = 2;
}

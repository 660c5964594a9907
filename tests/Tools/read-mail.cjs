// Reads a message, base64 on stdin, with another's parser. stdout: JSON.
const { readFileSync } = require('node:fs');
const { default: PostalMime } = require('postal-mime');

const raw = Buffer.from(readFileSync(0, 'utf8'), 'base64');
PostalMime.parse(raw).then(({ from, to, subject, text, messageId, date, headers, attachments }) =>
  process.stdout.write(JSON.stringify({
    from, to, subject, text, messageId, date, headers: headers.map(({ key }) => key), attachments: attachments.length,
  })));

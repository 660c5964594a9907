// Checks a webhook as the official Standard Webhooks library does.
// stdin: {"body": base64, "headers", "secret", "now": seconds}
// stdout: "accepted", or "refused: why"
const { Webhook, WebhookVerificationError } = require('standardwebhooks');
const { readFileSync } = require('node:fs');

const { body, headers, secret, now } = JSON.parse(readFileSync(0, 'utf8'));
// The library has no other way to be told the time; the tests' clock is ahead of the machine's.
Date.now = () => now * 1000;

try {
  new Webhook(secret).verify(Buffer.from(body, 'base64').toString('utf8'), headers);
  process.stdout.write('accepted');
} catch (error) {
  if (!(error instanceof WebhookVerificationError)) throw error;
  process.stdout.write(`refused: ${error.message}`);
}

// Signs webhooks and checks signatures as the official library does.
// stdin: {"action": "sign" | "check", "body": base64, "secret", "timestamp"?: seconds, "header"?}
// stdout: the header, or "accepted", or "refused: why"
const Stripe = require('stripe');
const { readFileSync } = require('node:fs');

const { webhooks } = new Stripe('unused');
const { action, body, secret, timestamp, header } = JSON.parse(readFileSync(0, 'utf8'));
const payload = Buffer.from(body, 'base64');

if (action === 'sign') {
  process.stdout.write(webhooks.generateTestHeaderString({ payload: payload.toString('utf8'), secret, timestamp }));
} else {
  try {
    webhooks.constructEvent(payload, header, secret);
    process.stdout.write('accepted');
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    process.stdout.write(`refused: ${error.message}`);
  }
}

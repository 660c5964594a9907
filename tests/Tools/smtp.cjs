// A mail server for one test. Argument: {"tls": "none" | "starttls" | "implicit", "auth": "none" | "optional" | "required",
// "user", "password", "methods", "certificate", "key", "refuse"}.
// stdout: a line with its port; then a line of JSON for every message that it took.
const { SMTPServer } = require('smtp-server');

const { tls, auth, user, password, methods, certificate, key, refuse } = JSON.parse(process.argv[2]);
const server = new SMTPServer({
  secure: tls === 'implicit',
  key,
  cert: certificate,
  disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(auth === 'none' ? ['AUTH'] : [])],
  authOptional: auth !== 'required',
  authMethods: methods ?? ['PLAIN', 'LOGIN'],
  allowInsecureAuth: tls === 'none',
  onAuth(given, session, done) {
    const right = given.username === user && given.password === password;
    done(right ? null : new Error('Wrong'), right ? { user } : undefined);
  },
  onRcptTo({ address }, session, done) {
    done(address === refuse ? Object.assign(new Error(`No ${address} here`), { responseCode: 550 }) : null);
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      process.stdout.write(`${JSON.stringify({
        from: mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        user: session.user ?? null,
        secure: session.secure,
        raw: Buffer.concat(chunks).toString('base64'),
      })}\n`);
      done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.server.address().port}\n`));
process.stdin.resume().on('end', () => process.exit(0));

// Firebase's own emulator of Authentication, without the rest of its tools and without Java: `node firebase.js [project]`.
// Tokens of it are signed by nobody; its REST API stands under the hosts' names, e.g. /identitytoolkit.googleapis.com/v1/….
'use strict';

const { createApp } = require('firebase-tools/lib/emulator/auth/server');

const project = process.argv[2] ?? 'demo-understudy';

createApp(project).then((app) => {
  const server = app.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}/`));
});

// Whoever started it holds the other end, and lets go of it even when killed.
process.stdin.resume().on('end', () => process.exit());

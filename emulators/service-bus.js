// A broker that speaks as much AMQP as the Service Bus client needs (UseDevelopmentEmulator=true): queues that are there once
// somebody names them, peek-lock, renewals, scheduled messages, duplicate detection, peeking, and dead letters. It has no
// topics, sessions or transactions, and keeps nothing.
//
//   node service-bus.js [--lock-ms 60000] [--max-deliveries 10] [--duplicates-ms 600000] [--port 0]
const { parseArgs } = require('util');
const { randomBytes } = require('crypto');
const rhea = require('rhea');

const { values: given } = parseArgs({
  options: {
    'lock-ms': { type: 'string', default: '60000' },
    'max-deliveries': { type: 'string', default: '10' },
    'duplicates-ms': { type: 'string', default: '600000' },
    port: { type: 'string', default: '0' },
  },
});
const lockMs = Number(given['lock-ms']);
const maxDeliveries = Number(given['max-deliveries']);
const duplicatesMs = Number(given['duplicates-ms']);

const types = rhea.types;
const batchFormat = 0x80013700;
const largestMessage = 1024 * 1024;
const deadLetters = '/$deadletterqueue';
const managementEnd = '/$management';

const queues = new Map();
const locks = new Map(); // by the lock's token: what is out, in which queue, until when
const replyLinks = new Map();
let lastNumber = 0;

// Addresses come with and without a slash before them, and names are compared without case.
function queueOf(address) {
  const name = address.replace(/^\//, '').toLowerCase();
  if (!queues.has(name)) queues.set(name, { name, ready: [], links: new Set(), seen: new Map() });
  return queues.get(name);
}

const isDead = (queue) => queue.name.endsWith(deadLetters);

function enqueue(queue, message) {
  const now = Date.now();
  const id = message.message_id;
  if (id !== undefined && id !== null) {
    if (queue.seen.get(id) > now - duplicatesMs) return;
    queue.seen.set(id, now);
  }
  queue.ready.push({ message, number: ++lastNumber, deliveries: 0, at: now });
  deliver(queue);
}

function schedule(queue, message, due) {
  setTimeout(() => enqueue(queue, message), Math.max(0, due - Date.now()));
}

function stamped(item, lockedUntil) {
  const annotations = {
    ...item.message.message_annotations,
    'x-opt-enqueued-time': types.wrap_timestamp(item.at),
    'x-opt-sequence-number': types.wrap_long(item.number),
  };
  if (lockedUntil) annotations['x-opt-locked-until'] = types.wrap_timestamp(lockedUntil);
  return { ...item.message, delivery_count: item.deliveries, message_annotations: annotations };
}

function deliver(queue) {
  for (const link of queue.links) {
    while (queue.ready.length > 0 && link.is_open() && link.session.is_open() && link.sendable()) {
      const item = queue.ready.shift();
      const token = randomBytes(16); // the client takes the delivery's tag for the lock's token
      const sent = link.send(stamped(item, Date.now() + lockMs), token);
      if (sent.settled || link.snd_settle_mode === 1) continue;
      const lock = { item, queue };
      locks.set(token.toString('hex'), lock);
      keep(token.toString('hex'), lock);
    }
  }
}

// A lock runs out whether or not whoever has it is still connected, as it does with the real broker.
function keep(token, lock) {
  clearTimeout(lock.timer);
  lock.timer = setTimeout(() => giveBack(token), lockMs);
}

function take(token) {
  const lock = locks.get(token);
  if (!lock) return null;
  locks.delete(token);
  clearTimeout(lock.timer);
  return lock;
}

function giveBack(token) {
  const lock = take(token);
  if (!lock) return;
  lock.item.deliveries++;
  if (lock.item.deliveries >= maxDeliveries && !isDead(lock.queue)) {
    layAside(lock, 'MaxDeliveryCountExceeded', `It was delivered ${lock.item.deliveries} times.`);
    return;
  }
  lock.queue.ready.unshift(lock.item);
  deliver(lock.queue);
}

function layAside(lock, reason, description) {
  const message = lock.item.message;
  message.application_properties = {
    ...message.application_properties,
    DeadLetterReason: reason,
    DeadLetterErrorDescription: description,
  };
  const dead = queueOf(lock.queue.name + deadLetters);
  dead.ready.push(lock.item);
  deliver(dead);
}

// ---- links ----------------------------------------------------------------------------------------------------------

const container = rhea.create_container({ id: 'service-bus', autoaccept: false, autosettle: false, receiver_settle_mode: 0 });

// Everybody may come in: the client's own mechanism leaves the proof to a message for $cbs.
for (const mechanism of ['MSSBCBS', 'ANONYMOUS']) {
  container.sasl_server_mechanisms[mechanism] = () => ({
    start() {
      this.outcome = true;
      this.username = 'anybody';
    },
  });
}

container.on('sender_open', ({ sender }) => {
  sender.set_source(sender.source);
  sender.set_target(sender.target);
  const address = sender.source.address;
  if (address === '$cbs' || address.endsWith(managementEnd)) {
    replyLinks.set(sender.target.address, sender);
    return;
  }
  const queue = queueOf(address);
  // Not before the client has heard that the link is open.
  setImmediate(() => {
    queue.links.add(sender);
    deliver(queue);
  });
  sender.on('sendable', () => setImmediate(() => deliver(queue)));
});

container.on('receiver_open', ({ receiver }) => {
  receiver.set_target(receiver.target);
  receiver.set_source(receiver.source);
  receiver.local.attach.max_message_size = largestMessage;
  receiver.add_credit(1000);
});

container.on('sender_draining', ({ sender }) => sender.set_drained(true));
container.on('sender_close', ({ sender }) => forget((link) => link === sender));
container.on('session_close', ({ session }) => forget((link) => link.session === session));
container.on('disconnected', ({ connection }) => forget((link) => link.connection === connection));

function forget(isGone) {
  for (const queue of queues.values()) {
    for (const link of queue.links) if (isGone(link)) queue.links.delete(link);
  }
  for (const [address, link] of replyLinks) if (isGone(link)) replyLinks.delete(address);
}

// ---- settling -------------------------------------------------------------------------------------------------------

function settles(how) {
  return ({ delivery }) => {
    how(delivery.tag.toString('hex'), delivery);
    delivery.update(true, rhea.message.accepted().described());
  };
}

container.on('accepted', settles((token) => take(token)));
container.on('released', settles((token) => giveBack(token)));
container.on('modified', settles((token) => giveBack(token)));
container.on('rejected', settles((token, delivery) => {
  const lock = take(token);
  const info = (delivery.remote_state.error || {}).info || {};
  if (lock) layAside(lock, info.DeadLetterReason, info.DeadLetterErrorDescription);
}));

// ---- messages -------------------------------------------------------------------------------------------------------

container.on('message', ({ message, delivery, receiver }) => {
  receiver.add_credit(1);
  delivery.accept();
  const address = receiver.target.address;
  if (address === '$cbs') {
    reply(message, { 'status-code': types.wrap_int(202), 'status-description': 'Accepted' });
    return;
  }
  if (address.endsWith(managementEnd)) {
    manage(queueOf(address.slice(0, -managementEnd.length)), message);
    return;
  }
  const queue = queueOf(address);
  if (delivery.format === batchFormat) {
    const batch = Buffer.isBuffer(message) ? rhea.message.decode(message) : message;
    for (const each of [].concat(batch.body.content)) arrive(queue, rhea.message.decode(each));
  } else {
    arrive(queue, message);
  }
});

function arrive(queue, message) {
  const due = dueOf(message);
  if (due > Date.now()) schedule(queue, message, due);
  else enqueue(queue, message);
}

function dueOf(message) {
  const due = (message.message_annotations || {})['x-opt-scheduled-enqueue-time'];
  return due === undefined ? 0 : Number(due);
}

function reply(request, properties, body) {
  const link = replyLinks.get(request.reply_to);
  if (link) link.send({ correlation_id: request.message_id, application_properties: properties, body });
}

function manage(queue, request) {
  const operation = request.application_properties.operation;
  const answer = operations[operation];
  if (answer) answer(queue, request);
  else reply(request, status(501, `There is no ${operation} here.`));
}

const status = (code, description) => ({ statusCode: types.wrap_int(code), statusDescription: description });

const operations = {
  'com.microsoft:renew-lock'(queue, request) {
    const tokens = request.body['lock-tokens'].map((token) => tokenOf(Buffer.from(token)));
    if (tokens.some((token) => !locks.has(token))) {
      const gone = status(410, 'The lock is gone.');
      gone.errorCondition = types.wrap_symbol('com.microsoft:message-lock-lost');
      reply(request, gone);
      return;
    }
    const until = Date.now() + lockMs;
    for (const token of tokens) keep(token, locks.get(token));
    reply(request, status(200, 'OK'), types.wrap_map({
      expirations: types.wrap_array(tokens.map(() => until), 0x83),
    }));
  },

  'com.microsoft:schedule-message'(queue, request) {
    const numbers = request.body.messages.map((each) => {
      const message = rhea.message.decode(each.message);
      schedule(queue, message, dueOf(message));
      return ++lastNumber;
    });
    reply(request, status(200, 'OK'), types.wrap_map({ 'sequence-numbers': types.wrap_array(numbers, 0x81) }));
  },

  'com.microsoft:peek-message'(queue, request) {
    const out = [...locks.values()].filter((lock) => lock.queue === queue).map((lock) => lock.item);
    const from = Number(request.body['from-sequence-number']);
    const messages = [...queue.ready, ...out]
      .filter((item) => item.number >= from)
      .sort((one, other) => one.number - other.number)
      .slice(0, Number(request.body['message-count']))
      .map((item) => types.wrap_map({ message: types.wrap_binary(rhea.message.encode(stamped(item))) }));
    if (messages.length === 0) reply(request, status(204, 'There are none.'));
    else reply(request, status(200, 'OK'), types.wrap_map({ messages: types.wrap_list(messages) }));
  },
};

// The client sends a lock's token as an AMQP uuid, and reads the tag as a .NET Guid, whose first three parts are the other way
// round.
function tokenOf(uuid) {
  const asSent = uuid.toString('hex');
  if (locks.has(asSent)) return asSent;
  const parts = [uuid.subarray(0, 4), uuid.subarray(4, 6), uuid.subarray(6, 8)].map((part) => Buffer.from(part).reverse());
  return Buffer.concat([...parts, uuid.subarray(8)]).toString('hex');
}

// A client that was killed is no fault of this program's.
for (const fault of ['error', 'connection_error', 'session_error', 'sender_error', 'receiver_error', 'protocol_error']) {
  container.on(fault, (context) => console.error(fault, String(context.error || (context.connection || {}).error || context)));
}

const server = container.listen({ host: '127.0.0.1', port: Number(given.port) });
server.on('listening', () => console.log(`ready sb://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

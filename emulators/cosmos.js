// Cosmos DB for one machine: npm's @vercel/cosmosdb-server, with what it lacks of what the SDK for .NET and our queries need.
// It prints 'ready URL' and ends with its standard input. Everything is in memory.
//
//   node cosmos.js [PORT]     0, the default, takes a port that is free
//
// What Azure does and this does not: a charge by size (every request costs 1), more than one physical partition (so the SDK
// never merges what several answer), sessions and consistency levels, the indexing policy except for composite indexes,
// transactional batches of more than writes, the change feed, GROUP BY, and limits of size and rate.
'use strict';

const server = '@vercel/cosmosdb-server/lib/';
const readJson = require(`${server}json`).default;
const isTrue = require(`${server}true-header`).default;
const readItems = require(`${server}handler/_read-items`).default;
const partitions = require(`${server}utils/get-partition-from-header`);
const parseQuery = require('@zeit/cosmosdb-query').default;

const notFound = { code: 'NotFound', message: 'Entity with the specified id does not exist in the system.' };

function answer(res, statusCode, body) {
  res.statusCode = statusCode;
  return body;
}

/** The answer where the container itself is missing, which clients can tell from a missing document. */
function noContainer(res) {
  res.setHeader('x-ms-substatus', '1003');
  return answer(res, 404, { code: 'NotFound', message: 'Owner resource does not exist' });
}

function partitionOf(req, id) {
  return partitions.parsePartitionKey(partitions.default(req), id);
}

// ---- documents that have outlived their ttl are gone at once ---------------------------------------------------------

function isExpired(collection, document) {
  const { defaultTtl } = collection.read();
  // Without a default, a container lets nothing expire.
  if (!defaultTtl) return false;
  const ttl = document.ttl ?? defaultTtl;
  return ttl > 0 && document._ts + ttl <= Date.now() / 1000;
}

/** The document, or undefined when there is none any more. */
function find(collection, id, partition) {
  const document = collection.document(id, partition).read();
  if (!document || !isExpired(collection, document)) return document;
  collection.documents.delete(id, partition);
  return undefined;
}

/** Runs a handler of the server's own once what has expired is out of its way; null when there is no such container. */
function afterExpiry(name) {
  const handler = require(`${server}handler/${name}`);
  const original = handler.default;
  handler.default = async (account, req, res, params) => {
    const collection = account.database(params.dbId).collection(params.collId);
    if (!collection.read()) return noContainer(res);
    if (params.docId !== undefined) {
      // The server's own answer to a document that is not there has no message, which the SDK expects.
      if (!find(collection, params.docId, partitionOf(req, params.docId))) return answer(res, 404, notFound);
      return original(account, req, res, params);
    }
    // The body says which document it is, and it is read once only.
    const body = await readJson(req);
    const [path] = collection.read().partitionKey.paths;
    find(collection, body.id, body[path.slice(1)]);
    return original(account, bodyAgain(req, body), res, params);
  };
}

function bodyAgain(req, body) {
  const again = require('stream').Readable.from([Buffer.from(JSON.stringify(body))]);
  again.headers = req.headers;
  return again;
}

// Before the server's routes are read, which keep the handlers that they find.
['replace-document', 'delete-document', 'create-document'].forEach(afterExpiry);

// The server's own fails with 500 where there is no document, and knows no If-None-Match.
require(`${server}handler/read-document`).default = (account, req, res, { dbId, collId, docId }) => {
  const collection = account.database(dbId).collection(collId);
  if (!collection.read()) return noContainer(res);
  const document = find(collection, docId, partitionOf(req, docId));
  if (!document) return answer(res, 404, notFound);
  return req.headers['if-none-match'] === document._etag ? answer(res, 304, {}) : document;
};

// ---- queries ---------------------------------------------------------------------------------------------------------

const page = /\s+OFFSET\s+(\d+)\s+LIMIT\s+(\d+)\s*$/i;

// Where the SDK has no query engine of its own, as on Linux, it asks the gateway how to run a query over several partitions.
// There is only one here, so it is to be sent on as it is.
const plan = query => ({
  partitionedQueryExecutionInfoVersion: 2,
  queryInfo: {
    distinctType: 'None',
    top: null,
    offset: null,
    limit: null,
    orderBy: [],
    orderByExpressions: [],
    groupByExpressions: [],
    groupByAliases: [],
    aggregates: [],
    groupByAliasToAggregateType: {},
    rewrittenQuery: '',
    hasSelectValue: /^\s*SELECT\s+VALUE\b/i.test(query),
    dCountInfo: null,
    hasNonStreamingOrderBy: false
  },
  queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }]
});

/** The composite indexes, and each of them the other way round: one serves both orders. */
function compositeIndexes(collection) {
  const { indexingPolicy = {} } = collection.read();
  const turned = { ascending: 'descending', descending: 'ascending' };
  return (indexingPolicy.compositeIndexes ?? []).flatMap(index => {
    const paths = index.map(({ path, order = 'ascending' }) => ({ path, order }));
    return [paths, paths.map(({ path, order }) => ({ path, order: turned[order] }))];
  });
}

/** The documents of the partition that a request names, or all. */
function documents(collection, req) {
  const alive = [...collection.documents._data.values()].map(item => item.read()).filter(document => !isExpired(collection, document));
  const header = partitions.default(req);
  if (!header || header === '[{}]' || header === '[]') return alive;
  const wanted = JSON.parse(header);
  const paths = collection.read().partitionKey.paths.map(path => path.slice(1));
  return alive.filter(document => paths.every((path, index) => document[path] === wanted[index]));
}

require(`${server}handler/query-documents`).default = async (account, req, res, { dbId, collId }) => {
  const { query, parameters } = await readJson(req);
  if (isTrue(req, 'x-ms-cosmos-is-query-plan-request')) return plan(query);
  return readItems(req, res, 'Documents', async ({ continuation, maxItemCount }) => {
    const collection = account.database(dbId).collection(collId);
    if (!collection.read()) return noContainer(res);
    const paged = page.exec(query);
    try {
      const found = collection.documents._getQuery(query.replace(page, '')).exec(documents(collection, req), {
        parameters,
        compositeIndexes: compositeIndexes(collection),
        ...(paged ? {} : { continuation, maxItemCount })
      });
      if (!paged) return found;
      const [offset, limit] = paged.slice(1).map(Number);
      return { result: found.result.slice(offset, offset + limit) };
    } catch (error) {
      return answer(res, 400, { code: 'BadRequest', message: error.message });
    }
  });
};

// ---- serving ---------------------------------------------------------------------------------------------------------

const listener = require('@vercel/cosmosdb-server').createHttpsServer({ keepAlive: true });
listener.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  console.log(`ready https://127.0.0.1:${listener.address().port}/`);
});
process.stdin.resume().on('end', () => process.exit());

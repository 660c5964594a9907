'use strict';

// Blob Storage as Azurite plays it, for tests: `node azurite.js [folder]`. What is stored stays in memory, or in the folder.

const path = require('path');
const azurite = (file) => require(`azurite/dist/src/blob/${file}`);

const { default: Configuration } = azurite('BlobConfiguration');
const { default: Server } = azurite('BlobServer');
const { default: Authenticator } = azurite('authentication/BlobSASAuthenticator');
const { BlobSASPermission: Permission } = azurite('authentication/BlobSASPermissions');
const sas = azurite('authentication/OperationBlobSASPermission');
const { default: Context } = azurite('context/BlobStorageContext');
const { default: Errors } = azurite('errors/StorageErrorFactory');
const { default: Operation } = azurite('generated/artifacts/operation');

// As of its version 2026-04-06, Blob Storage lets a URL that may only create a blob send it in blocks, too. Azurite 3.35 is of
// an earlier version, and would want a URL that may replace it.
const blocks = [Operation.BlockBlob_StageBlock, Operation.BlockBlob_CommitBlockList];
for (const operation of blocks) {
  sas.OPERATION_BLOB_SAS_BLOB_PERMISSIONS.set(
    operation, new sas.OperationBlobSASPermission(Permission.Write + Permission.Create));
}
const { validate } = Authenticator.prototype;
Authenticator.prototype.validate = async function (request, context) {
  const valid = await validate.call(this, request, context);
  const { account, container, blob, operation } = new Context(context);
  if (valid && blocks.includes(operation) && !request.getQuery('sp').includes(Permission.Write) &&
      await this.blobExist(account, container, blob)) {
    throw Errors.getAuthorizationPermissionMismatch(context.contextId);
  }
  return valid;
};

async function main(folder) {
  const keepAliveSeconds = 60;
  const server = new Server(new Configuration(
    '127.0.0.1', 0, keepAliveSeconds,
    folder && path.join(folder, 'blobs.json'),
    folder && path.join(folder, 'extents.json'),
    folder && [{ locationId: 'Default', locationPath: path.join(folder, 'blobs'), maxConcurrency: 10 }],
    false, undefined, false, undefined,
    false, // not loose: what it does not know is an error
    false, // versions that it does not know, too
    '', '', '', undefined, false,
    folder === undefined));
  process.stdin.on('end', () => process.exit()).resume();
  await server.start();
  console.log(`ready ${server.getHttpServerAddress()}/devstoreaccount1`);
}

main(process.argv[2]);

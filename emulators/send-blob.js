'use strict';

// Sends a file to a signed URL as pages and programs do that use Azure's own SDK: `node send-blob.js URL FILE BLOCK-BYTES`.
// It says `sent`, or how Blob Storage refused it.

const { BlockBlobClient } = require('@azure/storage-blob');

async function main(url, file, blockBytes) {
  try {
    await new BlockBlobClient(url).uploadFile(file, {
      // Whatever is larger goes in blocks.
      maxSingleShotSize: Number(blockBytes),
      blockSize: Number(blockBytes),
      concurrency: 4,
      blobHTTPHeaders: { blobContentType: 'video/mp4' },
    });
    console.log('sent');
  } catch (error) {
    if (error.name !== 'RestError') throw error;
    console.log(`${error.statusCode} ${error.code}`);
  }
}

// The SDK keeps its connections for a minute.
main(...process.argv.slice(2)).then(() => process.exit());

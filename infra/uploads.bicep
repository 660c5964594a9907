// Tells the app of uploads. It comes after a deployment of the app, whose host makes the key in the address only then; the hook
// after `azd deploy` does it. Doing it again changes nothing.

@description('The Functions app.')
param appName string

@description('The topic of the media storage\'s events.')
param topicName string

@description('The function with the blob trigger.')
param functionName string = 'Clone-Upload-Arrive'

@description('The container that people upload to.')
param container string = 'uploads'

resource app 'Microsoft.Web/sites@2025-03-01' existing = { name: appName }

resource events 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = { name: topicName }

// The key goes from the app to Event Grid without anybody seeing it.
#disable-next-line use-resource-symbol-reference // the keys are the host's, which no symbol stands for
var key = listKeys('${app.id}/host/default', '2025-03-01').systemKeys.blobs_extension

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: events
  name: 'uploads'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${functionName}&code=${key}'
        maxEventsPerBatch: 1
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/${container}/'
      // What is whole: an upload in one piece or its list of blocks, and no block by itself.
      advancedFilters: [{ key: 'data.api', operatorType: 'StringIn', values: ['PutBlob', 'PutBlockList'] }]
    }
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
  }
}

// People's files. Browsers put uploads here and fetch videos from here by signed addresses, so it stays reachable from
// everywhere also where the rest is private: without a signature it answers nobody.

import { roles } from 'roles.bicep'

param token string
param location string
param tags object

@allowed(['Standard_LRS', 'Standard_ZRS'])
param sku string

@description('Web origins that may upload and fetch.')
param webOrigins string[]

@description('Days that something deleted can be brought back.')
param softDeleteDays int

param appPrincipalId string
param workerPrincipalId string
param workspaceId string

// The containers of the media store. What lands in the first starts pipelines.
var containers = ['uploads', 'library']

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: 'stmedia${token}'
  location: location
  tags: tags
  sku: { name: sku }
  kind: 'StorageV2'
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    // Signatures are made with a key that Entra gives to the app for a few hours, never with the account's.
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    // Event Grid is one of Azure's services: without the bypass nobody would hear of an upload.
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
      containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
      cors: {
        // A rule without origins would be refused.
        corsRules: empty(webOrigins)
          ? []
          : [
              {
                allowedOrigins: webOrigins
                allowedMethods: ['GET', 'HEAD', 'PUT', 'OPTIONS']
                // x-ms-blob-type among them, without which a PUT makes no blob.
                allowedHeaders: [
                  'cache-control'
                  'content-type'
                  'if-match'
                  'if-modified-since'
                  'if-none-match'
                  'if-range'
                  'range'
                  'x-ms-*'
                ]
                exposedHeaders: [
                  'accept-ranges'
                  'content-disposition'
                  'content-length'
                  'content-range'
                  'etag'
                  'last-modified'
                  'x-ms-*'
                ]
                maxAgeInSeconds: 7200
              }
            ]
      }
    }

    resource folders 'containers' = [for container in containers: { name: container }]
  }

  // Trained models go on using what was uploaded for them, so the app deletes what is no longer wanted, and age only what nobody
  // knows of any more: pictures that came too late to become avatars, and permits of workers that died for good. What nobody
  // reads gets cheaper, and comes back when somebody does.
  resource lifecycle 'managementPolicies' = {
    name: 'default'
    dependsOn: [blobs]
    properties: {
      policy: {
        rules: [
          {
            name: 'cool-what-rests'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: map(containers, container => '${container}/') }
              actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 60 } } }
            }
          }
          {
            name: 'late-avatars'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['${containers[0]}/avatars/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 1 } } }
            }
          }
          {
            name: 'old-permits'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['${containers[1]}/engine/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 7 } } }
            }
          }
        ]
      }
    }
  }
}

// Reading, writing, leases, and asking for the key that signs; queues are where the blob trigger puts what failed for good.
resource appMayUse 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [roles.storageBlobDataContributor, roles.storageQueueDataContributor]: {
    name: guid(storage.id, appPrincipalId, role)
    scope: storage
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource workerMayUse 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, workerPrincipalId, roles.storageBlobDataContributor)
  scope: storage
  properties: {
    principalId: workerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

// The subscription to its events comes after the first deployment: ../uploads.bicep.
resource events 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-${token}'
  location: location
  tags: tags
  properties: { source: storage.id, topicType: 'Microsoft.Storage.StorageAccounts' }
}

#disable-next-line use-recent-api-versions // there is none that is newer
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: storage::blobs
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageDelete', enabled: true }
      { category: 'StorageWrite', enabled: true }
    ]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

#disable-next-line use-recent-api-versions // there is none that is newer
resource eventDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: events
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = storage.id
output blobEndpoint string = storage.properties.primaryEndpoints.blob
output queueEndpoint string = storage.properties.primaryEndpoints.queue
output topicName string = events.name
output uploads string = containers[0]

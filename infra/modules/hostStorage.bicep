// The Functions host's own storage: the deployed package, leases, keys and, unless the scheduler has them, orchestrations.
// People's files are elsewhere, so nothing here is ever reached from a browser.

import { roles } from 'roles.bicep'

param token string
param location string
param tags object

@allowed(['Standard_LRS', 'Standard_ZRS'])
param sku string

@description('Whether it is reached from within the network only.')
param private bool

@description('The principal id of the Functions app.')
param appPrincipalId string

param workspaceId string

// What Microsoft asks for when the host signs in by an identity; the tables and queues are the durable extension's.
var granted = [
  roles.storageBlobDataOwner
  roles.storageQueueDataContributor
  roles.storageTableDataContributor
]

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: 'sthost${token}'
  location: location
  tags: tags
  sku: { name: sku }
  kind: 'StorageV2'
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: private ? 'Deny' : 'Allow' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: { deleteRetentionPolicy: { enabled: true, days: 7 } }

    // Flex Consumption takes what is to run from here, and the container has to be there before the app.
    resource packages 'containers' = { name: 'packages' }
  }
}

resource mayUse 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in granted: {
    name: guid(storage.id, appPrincipalId, role)
    scope: storage
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

#disable-next-line use-recent-api-versions // there is none that is newer
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: storage
  properties: { workspaceId: workspaceId, metrics: [{ category: 'Transaction', enabled: true }] }
}

output id string = storage.id
output blobEndpoint string = storage.properties.primaryEndpoints.blob
output queueEndpoint string = storage.properties.primaryEndpoints.queue
output tableEndpoint string = storage.properties.primaryEndpoints.table
output packagesUrl string = '${storage.properties.primaryEndpoints.blob}${storage::blobs::packages.name}'

// The documents: one container for all types.

import { cosmosDataContributor } from 'roles.bicep'

param token string
param location string
param tags object

@description('serverless bills each request; autoscale keeps a rate ready, between a tenth of the highest and the highest.')
@allowed(['serverless', 'autoscale'])
param capacity string

@description('With autoscale: the highest rate, in request units a second.')
@minValue(1000)
param maxThroughput int

@description('Whether the data is kept in several zones of the region.')
param zoneRedundant bool

@description('How far back the account can be restored to a moment.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param backup string

param private bool
param appPrincipalId string
param workspaceId string

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: 'cosmos-${token}'
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: zoneRedundant }]
    capabilities: capacity == 'serverless' ? [{ name: 'EnableServerless' }] : []
    // What one instance has written, the next one that reads must see: a logout counts at once. Documents are in one region, so
    // this costs twice the price of reads, and no time. Money would be right with less: ETags are compared.
    consistencyPolicy: { defaultConsistencyLevel: 'Strong' }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: backup } }
  }

  resource database 'sqlDatabases' = {
    name: 'understudy'
    properties: { resource: { id: 'understudy' } }

    resource documents 'containers' = {
      name: 'documents'
      properties: {
        resource: {
          id: 'documents'
          partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 }
          // Documents may say when they expire; those that do not, stay.
          defaultTtl: -1
          // The store's own file: what queries look for is indexed, and everything else costs nothing.
          indexingPolicy: loadJsonContent('../../src/Infrastructure/Cosmos/indexing.json')
        }
        options: capacity == 'autoscale' ? { autoscaleSettings: { maxThroughput: maxThroughput } } : {}
      }
    }
  }

  // The data has roles of its own; those of Authorization/roleAssignments would let nobody read a document.
  resource appMayUse 'sqlRoleAssignments' = {
    name: guid(account.id, appPrincipalId, cosmosDataContributor)
    properties: {
      principalId: appPrincipalId
      roleDefinitionId: '${account.id}/sqlRoleDefinitions/${cosmosDataContributor}'
      scope: '${account.id}/dbs/${database.name}'
    }
  }
}

#disable-next-line use-recent-api-versions // there is none that is newer
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: account
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      { category: 'ControlPlaneRequests', enabled: true }
      { category: 'PartitionKeyStatistics', enabled: true }
    ]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output id string = account.id
output endpoint string = account.properties.documentEndpoint
output database string = account::database.name
output container string = account::database::documents.name

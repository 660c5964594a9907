// The queues between the app and the engine workers.

import { roles } from 'roles.bicep'

@minLength(13)
param token string
param location string
param tags object

@description('Whether it is reached from within the network only, which takes the Premium tier.')
param private bool

param appPrincipalId string
param workerPrincipalId string
param scalerPrincipalId string
param workspaceId string

var jobs = 'engine-jobs'
var results = 'engine-results'

resource bus 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: 'sb-${token}'
  location: location
  tags: tags
  sku: private ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
  }

  resource jobQueue 'queues' = {
    name: jobs
    properties: union(habits, {
      // Handing work in again, after an answer that never came, is one message and not two.
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT10M'
    })
  }

  // Reports of one job may look the same and say something new.
  resource resultQueue 'queues' = {
    name: results
    properties: habits
  }
}

var habits = {
  // A worker that dies is noticed after that; one that lives renews it.
  lockDuration: 'PT1M'
  // More than the deliveries after which a worker gives work up by itself, so that there is somebody to tell the app.
  maxDeliveryCount: 10
  // What is too old or fails too often is laid aside and told of, not dropped.
  deadLetteringOnMessageExpiration: true
  defaultMessageTimeToLive: 'P3D'
  maxSizeInMegabytes: 1024
}

// A worker does its half. The app does the other one, and takes what was laid aside in either queue and sends it again.
var grants = [
  { queue: jobs, principal: appPrincipalId, role: roles.serviceBusDataSender }
  { queue: jobs, principal: appPrincipalId, role: roles.serviceBusDataReceiver }
  { queue: results, principal: appPrincipalId, role: roles.serviceBusDataReceiver }
  { queue: results, principal: appPrincipalId, role: roles.serviceBusDataSender }
  { queue: jobs, principal: workerPrincipalId, role: roles.serviceBusDataReceiver }
  { queue: results, principal: workerPrincipalId, role: roles.serviceBusDataSender }
  // Counting messages needs the right to manage, which Azure gives in no smaller piece: on the one queue that is counted.
  { queue: jobs, principal: scalerPrincipalId, role: roles.serviceBusDataOwner }
]

resource queues 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' existing = [
  for grant in grants: {
    parent: bus
    name: grant.queue
  }
]

resource mayUse 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (grant, i) in grants: {
    name: guid(queues[i].id, grant.principal, grant.role)
    scope: queues[i]
    properties: {
      principalId: grant.principal
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', grant.role)
    }
    dependsOn: [bus::jobQueue, bus::resultQueue]
  }
]

#disable-next-line use-recent-api-versions // there is none that is newer
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: bus
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = bus.id
output name string = bus.name
output host string = replace(replace(bus.properties.serviceBusEndpoint, 'https://', ''), ':443/', '')
output jobs string = bus::jobQueue.name

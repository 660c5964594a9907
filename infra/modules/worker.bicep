// The engine workers: none while there is nothing to do, one for each waiting job, up to a limit.

import { identity } from 'identities.bicep'

param token string
param location string
param tags object
param me identity
param scaler identity

@description('What it runs; empty until there is something.')
param image string

@description('Where the image is kept.')
param registryServer string

param settings { name: string, value: string }[]

@description('The name of the Service Bus namespace, without the domain.')
param busName string

param jobQueue string

@minValue(1)
param maxWorkers int

@description('Processor cores of a worker: 0.25 to 4, with twice as many gigabytes of memory.')
param cores string

param memory string

@description('The subnet that workers stand in; empty for none.')
param subnetId string

param workspaceId string

// azd has to find the worker before it can push the first image. This one takes no message, and answers no probe either: with
// some, the first deployment would wait for it in vain. They come with the next one.
var placeholder = 'mcr.microsoft.com/k8se/quickstart:latest'

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${token}'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    vnetConfiguration: empty(subnetId) ? null : { infrastructureSubnetId: subnetId, internal: true }
  }
}

resource worker 'Microsoft.App/containerApps@2026-07-01' = {
  name: 'ca-worker-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'worker' })
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${me.id}': {}, '${scaler.id}': {} } }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      registries: [{ server: registryServer, identity: me.id }]
      // The scaler's identity is for the scaler alone: no program in the container may ask for its tokens.
      identitySettings: [
        { identity: me.id, lifecycle: 'All' }
        { identity: scaler.id, lifecycle: 'None' }
      ]
    }
    template: {
      // As long as there may be: work in hand is finished or put down before an instance goes.
      terminationGracePeriodSeconds: 600
      containers: [
        {
          name: 'worker'
          image: empty(image) ? placeholder : image
          resources: { cpu: json(cores), memory: memory }
          env: settings
          probes: empty(image)
            ? []
            : [
                { type: 'Liveness', httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 30 }
                { type: 'Readiness', httpGet: { path: '/readyz', port: 8080 }, periodSeconds: 30 }
              ]
        }
      ]
      scale: {
        minReplicas: 0
        maxReplicas: maxWorkers
        pollingInterval: 15
        cooldownPeriod: 300
        rules: [
          {
            name: jobQueue
            custom: {
              type: 'azure-servicebus'
              identity: scaler.id
              metadata: { namespace: busName, queueName: jobQueue, messageCount: '1' }
            }
          }
        ]
      }
    }
  }
}

#disable-next-line use-recent-api-versions // there is none that is newer
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: environment
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

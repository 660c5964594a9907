// The whole installation, in one resource group. Each module is one concern; this file says what each is told of the others.

import { ownerChoices, workerSettings } from 'modules/settings.bicep'

targetScope = 'subscription'

@description('The name of the installation, e.g. "understudy-prod"; the resource group is named after it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The region.')
@metadata({ azd: { type: 'location' } })
param location string

@description('dev is as cheap as it gets and may go away; prod is kept in several zones, backed up for longer, and kept warm.')
@allowed(['dev', 'prod'])
param size string

@description('Where orchestrations are kept: azureStorage is the host\'s storage, azureManaged the Durable Task Scheduler, for which the app is built otherwise.')
@allowed(['azureStorage', 'azureManaged'])
param durableBackend string = 'azureStorage'

@description('serverless bills each request; autoscale keeps a rate ready.')
@allowed(['serverless', 'autoscale'])
param cosmosCapacity string = size == 'prod' ? 'autoscale' : 'serverless'

@description('Whether documents, messages, secrets and the host\'s storage are reached from within a network of one\'s own only.')
param privateNetworking bool = false

@description('Where clients reach the app, e.g. "https://api.example.com"; empty for the name that Azure gives it.')
param publicUrl string = ''

@description('What the owner decides; see modules/settings.bicep.')
param decided ownerChoices

@description('E-mail addresses that alerts and the budget go to.')
param operators string[] = []

@description('What a month should cost at most; 0 for no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('The first day of the month in which the budget began; empty for no budget.')
param budgetStart string = ''

@description('The engine worker\'s image; empty until there is one.')
param workerImage string = ''

@secure()
param stripeSecretKey string = ''

@description('The signing secrets of the webhook endpoint at Stripe, separated by a comma while they are changed.')
@secure()
param stripeWebhookSecrets string = ''

@secure()
param smtpPassword string = ''

@description('The key file of a Firebase service account: JSON.')
@secure()
param firebaseCredentials string = ''

@secure()
param googleClientSecret string = ''

@secure()
param youTubeClientSecret string = ''

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName, app: 'understudy' }
var appName = 'func-${token}'
// The suffix is that of Azure's public cloud, the one that Flex Consumption is in.
var publicAddress = empty(publicUrl) ? 'https://${appName}.azurewebsites.net' : publicUrl
var sizes = {
  dev: {
    storage: 'Standard_LRS'
    softDeleteDays: 7
    logDays: 30
    dailyLogGigabytes: 1
    zones: false
    backup: 'Continuous7Days'
    throughput: 1000
    alwaysReady: 0
    maxInstances: 40
    maxWorkers: 2
    workerCores: '1'
    workerMemory: '2Gi'
  }
  prod: {
    storage: 'Standard_ZRS'
    softDeleteDays: 14
    logDays: 90
    dailyLogGigabytes: -1
    zones: true
    backup: 'Continuous30Days'
    throughput: 10000
    alwaysReady: 1
    maxInstances: 200
    maxWorkers: 30
    workerCores: '2'
    workerMemory: '4Gi'
  }
}
var sized = sizes[size]

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  scope: group
  params: { token: token, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    retentionDays: sized.logDays
    dailyGigabytes: sized.dailyLogGigabytes
    senders: [identities.outputs.app.principalId, identities.outputs.worker.principalId]
  }
}

module hostStorage 'modules/hostStorage.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    sku: sized.storage
    private: privateNetworking
    appPrincipalId: identities.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module media 'modules/media.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    sku: sized.storage
    webOrigins: decided.webOrigins
    softDeleteDays: sized.softDeleteDays
    appPrincipalId: identities.outputs.app.principalId
    workerPrincipalId: identities.outputs.worker.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module documents 'modules/documents.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    capacity: cosmosCapacity
    maxThroughput: sized.throughput
    // Not with serverless, which has no zones to choose.
    zoneRedundant: sized.zones && cosmosCapacity == 'autoscale'
    backup: sized.backup
    private: privateNetworking
    appPrincipalId: identities.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module messaging 'modules/messaging.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    private: privateNetworking
    appPrincipalId: identities.outputs.app.principalId
    workerPrincipalId: identities.outputs.worker.principalId
    scalerPrincipalId: identities.outputs.scaler.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module durable 'modules/durable.bicep' = if (durableBackend == 'azureManaged') {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    appPrincipalId: identities.outputs.app.principalId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    private: privateNetworking
    lasting: size == 'prod'
    appPrincipalId: identities.outputs.app.principalId
    workspaceId: monitoring.outputs.workspaceId
    secrets: {
      stripeSecretKey: stripeSecretKey
      stripeWebhookSecrets: stripeWebhookSecrets
      smtpPassword: smtpPassword
      firebaseCredentials: firebaseCredentials
      googleClientSecret: googleClientSecret
      youTubeClientSecret: youTubeClientSecret
    }
  }
}

module registry 'modules/registry.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    workerPrincipalId: identities.outputs.worker.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  scope: group
  params: { token: token, location: location, tags: tags }
}

var storageSuffix = az.environment().suffixes.storage
var privateServices = [
  { kind: 'documents', zone: 'privatelink.documents.azure.com', group: 'Sql' }
  { kind: 'messages', zone: 'privatelink.servicebus.windows.net', group: 'namespace' }
  { kind: 'secrets', zone: 'privatelink.vaultcore.azure.net', group: 'vault' }
  { kind: 'blobs', zone: 'privatelink.blob.${storageSuffix}', group: 'blob' }
  { kind: 'queues', zone: 'privatelink.queue.${storageSuffix}', group: 'queue' }
  { kind: 'tables', zone: 'privatelink.table.${storageSuffix}', group: 'table' }
]

var privateTargets = [
  documents.outputs.id
  messaging.outputs.id
  vault.outputs.id
  hostStorage.outputs.id
  hostStorage.outputs.id
  hostStorage.outputs.id
]

// One after the other: a storage account, or a network, takes one change at a time.
@batchSize(1)
module endpoints 'modules/endpoint.bicep' = [
  for (service, i) in privateServices: if (privateNetworking) {
    scope: group
    params: {
      token: token
      location: location
      tags: tags
      kind: service.kind
      zoneName: service.zone
      groupId: service.group
      target: privateTargets[i]
      networkId: network!.outputs.id
      subnetId: network!.outputs.endpointsSubnetId
    }
  }
]

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: appName
    token: token
    location: location
    tags: tags
    me: identities.outputs.app
    packagesUrl: hostStorage.outputs.packagesUrl
    alwaysReady: sized.alwaysReady
    maxInstances: sized.maxInstances
    subnetId: privateNetworking ? network!.outputs.appSubnetId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [endpoints]
}

module settings 'modules/settings.bicep' = {
  scope: group
  params: {
    appName: app.outputs.name
    decided: decided
    withScheduler: durableBackend == 'azureManaged'
    facts: {
      me: identities.outputs.app
      vaultName: vault.outputs.name
      insightsConnectionString: monitoring.outputs.connectionString
      hostBlobEndpoint: hostStorage.outputs.blobEndpoint
      hostQueueEndpoint: hostStorage.outputs.queueEndpoint
      hostTableEndpoint: hostStorage.outputs.tableEndpoint
      mediaBlobEndpoint: media.outputs.blobEndpoint
      mediaQueueEndpoint: media.outputs.queueEndpoint
      busHost: messaging.outputs.host
      cosmosEndpoint: documents.outputs.endpoint
      cosmosDatabase: documents.outputs.database
      cosmosContainer: documents.outputs.container
      schedulerEndpoint: durableBackend == 'azureManaged' ? durable!.outputs.endpoint : ''
      maxWorkers: sized.maxWorkers
      publicUrl: publicAddress
    }
  }
}

module worker 'modules/worker.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    me: identities.outputs.worker
    scaler: identities.outputs.scaler
    image: workerImage
    registryServer: registry.outputs.loginServer
    settings: workerSettings(
      identities.outputs.worker,
      monitoring.outputs.connectionString,
      media.outputs.blobEndpoint,
      messaging.outputs.host
    )
    busName: messaging.outputs.name
    jobQueue: messaging.outputs.jobs
    maxWorkers: sized.maxWorkers
    cores: sized.workerCores
    memory: sized.workerMemory
    subnetId: privateNetworking ? network!.outputs.workersSubnetId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [endpoints]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    addresses: operators
    workspaceId: monitoring.outputs.workspaceId
    busId: messaging.outputs.id
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0 && !empty(budgetStart) && !empty(operators)) {
  scope: group
  params: { token: token, amount: monthlyBudget, start: budgetStart, addresses: operators }
}

// What azd and the hooks go on with.
output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.loginServer
output SERVICE_API_NAME string = app.outputs.name
output SERVICE_API_HOST string = app.outputs.hostName
output MEDIA_TOPIC_NAME string = media.outputs.topicName
output KEY_VAULT_NAME string = vault.outputs.name
output PUBLIC_URL string = publicAddress

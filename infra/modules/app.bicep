// The Functions app, on Flex Consumption. Its settings are in settings.bicep.

import { identity } from 'identities.bicep'

param name string
param token string
param location string
param tags object
param me identity

@description('The container that the deployed package is taken from.')
param packagesUrl string

@description('Instances that wait for requests and orchestrations, so that the first one need not wait for an instance; 0 for none.')
@minValue(0)
param alwaysReady int

@minValue(1)
@maxValue(1000)
param maxInstances int

@description('The subnet that the app goes out from; empty for none.')
param subnetId string

param workspaceId string

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${me.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: me.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: me.id }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maxInstances
        alwaysReady: alwaysReady == 0
          ? []
          : [
              { name: 'http', instanceCount: alwaysReady }
              { name: 'durable', instanceCount: alwaysReady }
            ]
      }
    }
    // No CORS here: the app answers for its origins itself, and the platform's answers would come before.
    siteConfig: { minTlsVersion: '1.2', http20Enabled: true }
  }

  // Whoever publishes does so as somebody, not with a password.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

#disable-next-line use-recent-api-versions // there is none that is newer
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: app
  properties: {
    workspaceId: workspaceId
    // The app's logs come as telemetry; these are the platform's.
    logs: [{ category: 'AppServiceAuthenticationLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = app.id
output name string = app.name
output hostName string = app.properties.defaultHostName

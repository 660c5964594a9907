// Where logs, traces and metrics go.

import { roles } from 'roles.bicep'

param token string
param location string
param tags object

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Gigabytes of logs a day after which no more are taken until the next day; -1 for any number.')
param dailyGigabytes int

@description('Who sends telemetry: principal ids.')
param senders string[]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyGigabytes }
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Telemetry is taken from identities that may send it, and not from whoever knows the connection string.
    DisableLocalAuth: true
  }
}

resource mayPublish 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for sender in senders: {
    name: guid(insights.id, sender, roles.monitoringMetricsPublisher)
    scope: insights
    properties: {
      principalId: sender
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles.monitoringMetricsPublisher
      )
    }
  }
]

output workspaceId string = workspace.id
output connectionString string = insights.properties.ConnectionString

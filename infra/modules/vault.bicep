// Secrets. Settings name them, and only the app's identity reads them.

import { roles } from 'roles.bicep'

param token string
param location string
param tags object
param private bool

@description('Whether nobody may do away with it for good. Otherwise its name is free again once it has been purged.')
param lasting bool

param appPrincipalId string
param workspaceId string

@description('What is to be written, by name. What is empty is left as it is, so that nobody has to know a secret to deploy again.')
@secure()
param secrets object

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: 'kv-${token}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: lasting ? 90 : 7
    // False is nothing that Azure takes.
    enablePurgeProtection: lasting ? true : null
    publicNetworkAccess: private ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: private ? 'Deny' : 'Allow' }
  }

  resource stripeSecretKey 'secrets' = if (!empty(secrets.stripeSecretKey)) {
    name: 'stripe-secret-key'
    properties: { value: secrets.stripeSecretKey }
  }

  resource stripeWebhookSecrets 'secrets' = if (!empty(secrets.stripeWebhookSecrets)) {
    name: 'stripe-webhook-secrets'
    properties: { value: secrets.stripeWebhookSecrets }
  }

  resource smtpPassword 'secrets' = if (!empty(secrets.smtpPassword)) {
    name: 'smtp-password'
    properties: { value: secrets.smtpPassword }
  }

  resource firebaseCredentials 'secrets' = if (!empty(secrets.firebaseCredentials)) {
    name: 'firebase-credentials'
    properties: { value: secrets.firebaseCredentials }
  }

  resource googleClientSecret 'secrets' = if (!empty(secrets.googleClientSecret)) {
    name: 'google-client-secret'
    properties: { value: secrets.googleClientSecret }
  }

  resource youTubeClientSecret 'secrets' = if (!empty(secrets.youTubeClientSecret)) {
    name: 'youtube-client-secret'
    properties: { value: secrets.youTubeClientSecret }
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appPrincipalId, roles.keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

#disable-next-line use-recent-api-versions // there is none that is newer
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: vault
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'audit', enabled: true }] }
}

output id string = vault.id
output name string = vault.name

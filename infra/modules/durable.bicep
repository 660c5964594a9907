// The Durable Task Scheduler, for those who keep orchestrations there and not in the host's storage.

import { roles } from 'roles.bicep'

param token string
param location string
param tags object
param appPrincipalId string

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: 'dts-${token}'
  location: location
  tags: tags
  // An empty list would let nobody in; who may do anything is a matter of roles.
  properties: { sku: { name: 'Consumption' }, ipAllowlist: ['0.0.0.0/0'] }

  // The name is host.json's, under which everything that is under way is kept.
  resource hub 'taskHubs' = { name: 'Understudy' }
}

resource mayUse 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler::hub.id, appPrincipalId, roles.durableTaskDataContributor)
  scope: scheduler::hub
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.durableTaskDataContributor
    )
  }
}

output endpoint string = scheduler.properties.endpoint

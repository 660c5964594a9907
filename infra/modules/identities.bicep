// Who the three programs are. Nobody has a key, so each may do what its roles say and no more.

param token string
param location string
param tags object

@description('The Functions app.')
resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-app-${token}'
  location: location
  tags: tags
}

@description('The engine worker.')
resource worker 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-worker-${token}'
  location: location
  tags: tags
}

@description('The scaler, which counts messages and therefore needs more rights on the queues than the worker itself.')
resource scaler 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-scaler-${token}'
  location: location
  tags: tags
}

output app identity = { id: app.id, clientId: app.properties.clientId, principalId: app.properties.principalId }
output worker identity = {
  id: worker.id
  clientId: worker.properties.clientId
  principalId: worker.properties.principalId
}
output scaler identity = {
  id: scaler.id
  clientId: scaler.properties.clientId
  principalId: scaler.properties.principalId
}

@export()
@description('A managed identity.')
type identity = {
  @description('Its resource id.')
  id: string

  @description('What a program asks for its tokens with.')
  clientId: string

  @description('What roles are given to.')
  principalId: string
}

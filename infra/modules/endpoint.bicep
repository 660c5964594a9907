// A way into one kind of service from within the network, and the names by which it is found there.

param token string
param location string
param tags object

@description('What is reached, e.g. "blob"; it is a part of names here.')
param kind string

@description('The zone of private names, e.g. "privatelink.documents.azure.com".')
param zoneName string

@description('The service: a resource id.')
param target string

@description('What of the service, by Azure\'s name for it, e.g. "Sql".')
param groupId string

param networkId string
param subnetId string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'vnet-${token}'
    location: 'global'
    properties: { virtualNetwork: { id: networkId }, registrationEnabled: false }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: 'pep-${kind}-${token}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: kind, properties: { privateLinkServiceId: target, groupIds: [groupId] } }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: kind, properties: { privateDnsZoneId: zone.id } }] }
  }
}

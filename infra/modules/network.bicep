// A network of one's own: where the app and the worker go out from, and where private endpoints stand.

param token string
param location string
param tags object

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: 'vnet-${token}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    subnets: [
      {
        // One address for each instance of the app: /24 has room for the hundred that there may be.
        name: 'app'
        properties: {
          addressPrefix: '10.20.0.0/24'
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'workers'
        properties: {
          addressPrefix: '10.20.2.0/23'
          delegations: [{ name: 'environment', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.20.4.0/24', privateEndpointNetworkPolicies: 'Disabled' }
      }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }
  resource workers 'subnets' existing = { name: 'workers' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

output id string = network.id
output appSubnetId string = network::app.id
output workersSubnetId string = network::workers.id
output endpointsSubnetId string = network::endpoints.id

// Where images are pushed to; the app's identity may pull.
param name string
param location string
param principalId string

var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: take('cr${name}${uniqueString(resourceGroup().id)}', 50)
  location: location
  sku: { name: 'Standard' }
  properties: { adminUserEnabled: false }
}

resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, principalId, acrPull)
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: acrPull }
}

output server string = registry.properties.loginServer

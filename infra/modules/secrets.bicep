// The vault with the three connection strings and the secret of the sign-in. Reached from inside the network only; the app's identity may read secrets.
param name string
param location string
param principalId string
param endpointSubnetId string
param vnetId string
@secure()
param applicationConnection string
@secure()
param jobsConnection string
@secure()
param migrationConnection string
@secure()
param signInClientSecret string

var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('kv-${name}-${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }

  resource application 'secrets' = {
    name: 'database-application'
    properties: { value: applicationConnection }
  }

  resource jobs 'secrets' = {
    name: 'database-jobs'
    properties: { value: jobsConnection }
  }

  resource migration 'secrets' = {
    name: 'database-migration'
    properties: { value: migrationConnection }
  }

  resource signIn 'secrets' = {
    name: 'sign-in'
    properties: { value: signInClientSecret }
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, secretsUser)
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: secretsUser }
}

module endpoint 'endpoint.bicep' = {
  name: 'vault-endpoint'
  params: {
    name: 'pe-vault-${name}'
    location: location
    serviceId: vault.id
    groupId: 'vault'
    zoneName: 'privatelink.vaultcore.azure.net'
    subnetId: endpointSubnetId
    vnetId: vnetId
  }
}

// Without a version: a new value is taken with the next revision or restart.
output applicationSecretUri string = '${vault.properties.vaultUri}secrets/${vault::application.name}'
output jobsSecretUri string = '${vault.properties.vaultUri}secrets/${vault::jobs.name}'
output migrationSecretUri string = '${vault.properties.vaultUri}secrets/${vault::migration.name}'
output signInSecretUri string = '${vault.properties.vaultUri}secrets/${vault::signIn.name}'

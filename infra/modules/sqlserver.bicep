// Azure SQL behind a private endpoint, Entra identities only, with point-in-time restore.
param name string
param location string
param endpointSubnetId string
param vnetId string
param sku string
param tier string
param zoneRedundant bool
param backupRetentionDays int
param administratorGroup object

resource server 'Microsoft.Sql/servers@2021-11-01' = {
  name: 'sql-${name}'
  location: location
  properties: {
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Disabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      principalType: 'Group'
      login: administratorGroup.name
      sid: administratorGroup.objectId
      tenantId: subscription().tenantId
    }
  }

  resource database 'databases' = {
    name: 'teameurope'
    location: location
    sku: { name: sku, tier: tier }
    properties: { zoneRedundant: zoneRedundant }

    resource shortTerm 'backupShortTermRetentionPolicies' = {
      name: 'default'
      properties: { retentionDays: backupRetentionDays }
    }
  }
}

module endpoint 'endpoint.bicep' = {
  name: 'sql-endpoint'
  params: {
    name: 'pe-sql-${name}'
    location: location
    serviceId: server.id
    groupId: 'sqlServer'
    zoneName: 'privatelink${environment().suffixes.sqlServerHostname}'
    subnetId: endpointSubnetId
    vnetId: vnetId
  }
}

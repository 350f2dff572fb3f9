// PostgreSQL Flexible Server inside the network, with point-in-time restore.
param name string
param location string
param subnetId string
param vnetId string
param sku string
param tier string
param zoneRedundant bool
param backupRetentionDays int
@secure()
param administratorPassword string

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: '${name}.private.postgres.database.azure.com'
  location: 'global'
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = {
  parent: zone
  name: 'vnet'
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: vnetId } }
}

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2022-12-01' = {
  name: 'psql-${name}'
  location: location
  sku: { name: sku, tier: tier }
  properties: {
    version: '15'
    administratorLogin: 'teameurope_admin'
    administratorLoginPassword: administratorPassword
    network: { delegatedSubnetResourceId: subnetId, privateDnsZoneArmResourceId: zone.id }
    storage: { storageSizeGB: 64 }
    highAvailability: { mode: zoneRedundant ? 'ZoneRedundant' : 'Disabled' }
    backup: { backupRetentionDays: backupRetentionDays, geoRedundantBackup: 'Disabled' }
  }
  dependsOn: [link]

  resource database 'databases' = {
    name: 'teameurope'
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }
}

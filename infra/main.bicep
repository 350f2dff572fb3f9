// Everything that one installation of TeamEurope needs in one resource group. Never compiled, never deployed: see README.md.
targetScope = 'resourceGroup'

@description('Short name of the installation, part of every name: lower case letters and digits.')
@minLength(3)
@maxLength(12)
param name string

param location string = resourceGroup().location

@description('The kind of database.')
@allowed(['PostgreSql', 'SqlServer'])
param database string

@description('The image to run, with its tag. Empty: everything but the app is set up, so that there is a registry to push to.')
param image string = ''

@description('How many replicas there are at least. Fewer than two cannot survive the loss of one.')
@minValue(2)
param minReplicas int = 2
param maxReplicas int = 4

@description('PostgreSQL: highly available in two zones. Azure SQL: zone redundant.')
param zoneRedundant bool
param databaseSku string
param databaseTier string
param backupRetentionDays int

@description('PostgreSQL: the administrator\'s password; unused for Azure SQL, which takes Entra identities only.')
@secure()
param administratorPassword string

@description('Azure SQL: the Entra group that administers the server; unused for PostgreSQL.')
param administratorGroup object = { name: '', objectId: '' }

@description('The connection string of the application\'s own login, which owns no table.')
@secure()
param applicationConnection string

@description('The connection string of the login of workers and jobs.')
@secure()
param jobsConnection string

@description('The connection string of the login that migrates.')
@secure()
param migrationConnection string

@description('The id of the Entra application that people sign in by.')
param signInClientId string

@description('Its secret.')
@secure()
param signInClientSecret string

@description('Whose directory is whose: the id of each directory and the code of its tenant, such as { \'72f9…\': \'NL\' }.')
param directories object

@description('Where OTLP goes; empty exports nothing.')
param otlpEndpoint string = ''

@description('Who is told of alerts and of the budget.')
param alertAddress string

@description('A month\'s budget in the currency of the subscription; told at 80 and at 100 per cent.')
param monthlyBudget int

@description('First day of the month in which the budget begins, such as 2026-12-01.')
param budgetFrom string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${name}'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2022-10-01' = {
  name: 'log-${name}'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
  }
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: { name: name, location: location }
}

module secrets 'modules/secrets.bicep' = {
  name: 'secrets'
  params: {
    name: name
    location: location
    principalId: identity.properties.principalId
    endpointSubnetId: network.outputs.endpointSubnetId
    vnetId: network.outputs.vnetId
    applicationConnection: applicationConnection
    jobsConnection: jobsConnection
    migrationConnection: migrationConnection
    signInClientSecret: signInClientSecret
  }
}

module postgresql 'modules/postgresql.bicep' = if (database == 'PostgreSql') {
  name: 'postgresql'
  params: {
    name: name
    location: location
    subnetId: network.outputs.databaseSubnetId
    vnetId: network.outputs.vnetId
    sku: databaseSku
    tier: databaseTier
    zoneRedundant: zoneRedundant
    backupRetentionDays: backupRetentionDays
    administratorPassword: administratorPassword
  }
}

module sqlserver 'modules/sqlserver.bicep' = if (database == 'SqlServer') {
  name: 'sqlserver'
  params: {
    name: name
    location: location
    endpointSubnetId: network.outputs.endpointSubnetId
    vnetId: network.outputs.vnetId
    sku: databaseSku
    tier: databaseTier
    zoneRedundant: zoneRedundant
    backupRetentionDays: backupRetentionDays
    administratorGroup: administratorGroup
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  params: { name: name, location: location, principalId: identity.properties.principalId }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: name
    location: location
    image: image
    database: database
    identityId: identity.id
    registryServer: registry.outputs.server
    applicationSecretUri: secrets.outputs.applicationSecretUri
    jobsSecretUri: secrets.outputs.jobsSecretUri
    migrationSecretUri: secrets.outputs.migrationSecretUri
    subnetId: network.outputs.appSubnetId
    vnetId: network.outputs.vnetId
    logsName: logs.name
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    zoneRedundant: zoneRedundant
    otlpEndpoint: otlpEndpoint
    signInClientId: signInClientId
    signInSecretUri: secrets.outputs.signInSecretUri
    directories: directories
  }
}

module alerts 'modules/alerts.bicep' = if (!empty(image)) {
  name: 'alerts'
  params: {
    name: name
    location: location
    appId: app.outputs.appId
    logsId: logs.id
    alertAddress: alertAddress
  }
}

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'budget-${name}'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetFrom }
    notifications: {
      nearly: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 80, thresholdType: 'Actual', contactEmails: [alertAddress] }
      reached: { enabled: true, operator: 'GreaterThanOrEqualTo', threshold: 100, thresholdType: 'Actual', contactEmails: [alertAddress] }
    }
  }
}

// The name by which the Azure Developer CLI finds the registry.
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.server
output address string = app.outputs.address

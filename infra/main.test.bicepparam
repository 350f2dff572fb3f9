using './main.bicep'

param name = 'tetest'
param database = 'PostgreSql'
param image = readEnvironmentVariable('TEAMEUROPE_IMAGE', '')
param databaseSku = 'Standard_B2s'
param databaseTier = 'Burstable'
param zoneRedundant = false
param backupRetentionDays = 7
param administratorPassword = readEnvironmentVariable('TEAMEUROPE_DB_ADMINISTRATOR_PASSWORD', '')
param applicationConnection = readEnvironmentVariable('TEAMEUROPE_DB_APPLICATION', '')
param jobsConnection = readEnvironmentVariable('TEAMEUROPE_DB_JOBS', '')
param migrationConnection = readEnvironmentVariable('TEAMEUROPE_DB_MIGRATION', '')
param signInClientId = readEnvironmentVariable('TEAMEUROPE_SIGNIN_CLIENT_ID', '')
param signInClientSecret = readEnvironmentVariable('TEAMEUROPE_SIGNIN_CLIENT_SECRET', '')
// The id of each directory and the code of its tenant.
param directories = {}
param otlpEndpoint = readEnvironmentVariable('TEAMEUROPE_OTLP_ENDPOINT', '')
param alertAddress = readEnvironmentVariable('TEAMEUROPE_ALERT_ADDRESS')
param monthlyBudget = 300
param budgetFrom = '2026-12-01'

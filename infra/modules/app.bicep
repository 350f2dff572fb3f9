// The environment inside the network, the app, and the job that migrates before a new revision.
param name string
param location string
param image string
param database string
param identityId string
param registryServer string
param applicationSecretUri string
param jobsSecretUri string
param migrationSecretUri string
param subnetId string
param vnetId string
param logsName string
param minReplicas int
param maxReplicas int
param zoneRedundant bool
param otlpEndpoint string
param signInClientId string
param signInSecretUri string
param directories object

var hasImage = !empty(image)
var settings = concat([
  { name: 'ASPNETCORE_ENVIRONMENT', value: 'Production' }
  { name: 'Database__Provider', value: database }
  // Without these roles `migrate` grants nothing and builds no wall: see "Three logins" in docs/operations.md.
  { name: 'Database__ApplicationRole', value: 'teameurope_app' }
  { name: 'Database__JobsRole', value: 'teameurope_jobs' }
  { name: 'ConnectionStrings__TeamEurope', secretRef: 'database' }
], empty(otlpEndpoint) ? [] : [{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: otlpEndpoint }])

// The ingress ends TLS and says so; without that, browsers would be sent back to an address without it.
var signIn = concat([
  { name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED', value: 'true' }
  { name: 'AzureAd__TenantId', value: 'organizations' }
  { name: 'AzureAd__ClientId', value: signInClientId }
  { name: 'AzureAd__ClientSecret', secretRef: 'sign-in' }
  { name: 'AzureAd__Scopes', value: 'access_as_user' }
], map(items(directories), directory => { name: 'Directories__${directory.key}', value: directory.value }))

resource logs 'Microsoft.OperationalInsights/workspaces@2022-10-01' existing = {
  name: logsName
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'cae-${name}'
  location: location
  properties: {
    zoneRedundant: zoneRedundant
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: true }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: { customerId: logs.properties.customerId, sharedKey: logs.listKeys().primarySharedKey }
    }
  }
}

// Inside the network the app is found by the environment's own domain.
resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: environment.properties.defaultDomain
  location: 'global'

  resource all 'A' = {
    name: '*'
    properties: { ttl: 300, aRecords: [{ ipv4Address: environment.properties.staticIp }] }
  }

  resource link 'virtualNetworkLinks' = {
    name: 'vnet'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: vnetId } }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = if (hasImage) {
  name: 'ca-${name}'
  location: location
  tags: { 'azd-service-name': 'api' }
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 8080, transport: 'auto', allowInsecure: false }
      registries: [{ server: registryServer, identity: identityId }]
      secrets: [
        { name: 'database', keyVaultUrl: applicationSecretUri, identity: identityId }
        { name: 'jobs', keyVaultUrl: jobsSecretUri, identity: identityId }
        { name: 'sign-in', keyVaultUrl: signInSecretUri, identity: identityId }
      ]
    }
    template: {
      // Ten seconds of drain, thirty to end what runs, and some to spare.
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'api'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: concat(settings, signIn, [{ name: 'ConnectionStrings__TeamEuropeJobs', secretRef: 'jobs' }])
          volumeMounts: [{ volumeName: 'tmp', mountPath: '/tmp' }]
          probes: [
            // The register is read at start: a large one takes a while.
            { type: 'Startup', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 5, failureThreshold: 24 }
            { type: 'Liveness', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 }
            { type: 'Readiness', httpGet: { path: '/health/ready', port: 8080 }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 1 }
          ]
        }
      ]
      volumes: [{ name: 'tmp', storageType: 'EmptyDir' }]
      scale: { minReplicas: minReplicas, maxReplicas: maxReplicas, rules: [{ name: 'http', http: { metadata: { concurrentRequests: '100' } } }] }
    }
  }
}

resource migrate 'Microsoft.App/jobs@2024-03-01' = if (hasImage) {
  name: 'caj-${name}-migrate'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environment.id
    configuration: {
      triggerType: 'Manual'
      manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: 1800
      replicaRetryLimit: 0
      registries: [{ server: registryServer, identity: identityId }]
      secrets: [{ name: 'database', keyVaultUrl: migrationSecretUri, identity: identityId }]
    }
    template: {
      containers: [
        { name: 'migrate', image: image, args: ['migrate'], env: settings, resources: { cpu: json('0.5'), memory: '1Gi' } }
      ]
    }
  }
}

output appId string = hasImage ? app.id : ''
output address string = hasImage ? 'https://${app.properties.configuration.ingress.fqdn}' : ''

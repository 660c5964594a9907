// Every setting of the Functions app, by name, in this one place. A test holds the names against what the app reads.
// No value is a secret or a key: programs sign in as their identity, and secrets stand in the vault.

import { identity } from 'identities.bicep'

@description('The Functions app.')
param appName string

param facts resourceFacts
param decided ownerChoices

@description('Whether orchestrations are in the Durable Task Scheduler.')
param withScheduler bool

@export()
@description('What the settings say of the resources.')
type resourceFacts = {
  me: identity
  vaultName: string
  insightsConnectionString: string
  hostBlobEndpoint: string
  hostQueueEndpoint: string
  hostTableEndpoint: string
  mediaBlobEndpoint: string
  mediaQueueEndpoint: string
  busHost: string
  cosmosEndpoint: string
  cosmosDatabase: string
  cosmosContainer: string

  @description('Of the Durable Task Scheduler; empty where orchestrations are kept in the host\'s storage.')
  schedulerEndpoint: string

  @description('How many engine workers there may be.')
  maxWorkers: int

  @description('Where clients reach the app.')
  publicUrl: string
}

@export()
@description('What the owner of the installation decides.')
type ownerChoices = {
  @description('Web origins that may call the API and that payments lead back to.')
  webOrigins: string[]

  @description('The Firebase project whose ID tokens count.')
  firebaseProjectId: string

  @description('Whether the vault has credentials of a Firebase service account. Without any, nobody new can sign in: the app asks Firebase first.')
  firebaseCredentials: bool

  @description('The OAuth client at Google; empty for no signing in with Google beside Firebase.')
  googleClientId: string

  @description('Where Google\'s codes may come back to.')
  googleRedirectUris: string[]

  @description('The OAuth client at Google for people\'s YouTube channels; empty for no channels.')
  youTubeClientId: string

  @description('Who takes the money. The sandbox is for the Development environment, which is never on Azure.')
  payments: 'stripe'

  @description('The mail server; empty for no mail at all.')
  smtpHost: string

  smtpPort: int

  @description('As whom to sign in there; empty not to.')
  smtpUser: string

  @description('The sender of all mail.')
  mailFrom: string
}

resource app 'Microsoft.Web/sites@2025-03-01' existing = { name: appName }

// A reference is read by the platform, as the app's identity; the app sees an ordinary setting.
var vault = '@Microsoft.KeyVault(VaultName=${facts.vaultName};SecretName='

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    {
      // The Functions host's, and the SDK's. Of the three endpoints none may be missing, or the durable extension does not start.
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: facts.me.clientId
      AzureWebJobsStorage__blobServiceUri: facts.hostBlobEndpoint
      AzureWebJobsStorage__queueServiceUri: facts.hostQueueEndpoint
      AzureWebJobsStorage__tableServiceUri: facts.hostTableEndpoint
      // Otherwise GET / is the host's own page.
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_CONNECTION_STRING: facts.insightsConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${facts.me.clientId};Authorization=AAD'
      // Which identity is meant: a machine may have several.
      AZURE_CLIENT_ID: facts.me.clientId

      // Where documents, files and messages are.
      Understudy__Documents: 'cosmos'
      Cosmos__Endpoint: facts.cosmosEndpoint
      Cosmos__Database: facts.cosmosDatabase
      Cosmos__Container: facts.cosmosContainer
      Understudy__Media: 'blobs'
      MediaStorage__credential: 'managedidentity'
      MediaStorage__clientId: facts.me.clientId
      MediaStorage__blobServiceUri: facts.mediaBlobEndpoint
      MediaStorage__queueServiceUri: facts.mediaQueueEndpoint
      ServiceBus__credential: 'managedidentity'
      ServiceBus__clientId: facts.me.clientId
      ServiceBus__fullyQualifiedNamespace: facts.busHost
      Understudy__Engines__Default: 'queue'
      Understudy__JobsAtWorkers: string(facts.maxWorkers)
      // Work in hand only: an instance's disk goes with it.
      Understudy__DataFolder: '/tmp/understudy'

      // Where it is reached, and from where.
      Understudy__PublicUrl: facts.publicUrl
      Understudy__WebOrigins: join(decided.webOrigins, ',')
      // Who people are.
      Understudy__KeySecret: '${vault}key-secret)'
      Understudy__IdentityProvider: 'firebase'
      Firebase__ProjectId: decided.firebaseProjectId
      // Who takes the money, and how mail is sent.
      Understudy__Payments: decided.payments
      Understudy__StripeSecretKey: '${vault}stripe-secret-key)'
      Understudy__StripeWebhookSecrets: '${vault}stripe-webhook-secrets)'
      Understudy__Mail: empty(decided.smtpHost) ? 'files' : 'smtp'
    },
    decided.firebaseCredentials ? { Firebase__Credentials: '${vault}firebase-credentials)' } : {},
    empty(decided.googleClientId)
      ? {}
      : {
          Google__ClientId: decided.googleClientId
          Google__ClientSecret: '${vault}google-client-secret)'
          Google__RedirectUris: join(decided.googleRedirectUris, ',')
        },
    empty(decided.youTubeClientId)
      ? {}
      : {
          Understudy__YouTubeClientId: decided.youTubeClientId
          Understudy__YouTubeClientSecret: '${vault}youtube-client-secret)'
        },
    empty(decided.smtpHost)
      ? {}
      : {
          Understudy__MailFrom: decided.mailFrom
          Understudy__SmtpHost: decided.smtpHost
          Understudy__SmtpPort: string(decided.smtpPort)
        },
    empty(decided.smtpHost) || empty(decided.smtpUser)
      ? {}
      : {
          Understudy__SmtpUser: decided.smtpUser
          Understudy__SmtpPassword: '${vault}smtp-password)'
        },
    !withScheduler
      ? {}
      : {
          AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
          AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
          DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${facts.schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${facts.me.clientId}'
        }
  )
}

@export()
@description('What the engine worker is told.')
func workerSettings(me identity, insightsConnectionString string, mediaBlobEndpoint string, busHost string) array => [
  { name: 'AZURE_CLIENT_ID', value: me.clientId }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnectionString }
  { name: 'ASPNETCORE_HTTP_PORTS', value: '8080' }
  { name: 'Understudy__DataFolder', value: '/tmp/understudy' }
  { name: 'Understudy__Media', value: 'blobs' }
  { name: 'MediaStorage__blobServiceUri', value: mediaBlobEndpoint }
  { name: 'MediaStorage__credential', value: 'managedidentity' }
  { name: 'MediaStorage__clientId', value: me.clientId }
  { name: 'ServiceBus__fullyQualifiedNamespace', value: busHost }
  { name: 'ServiceBus__credential', value: 'managedidentity' }
  { name: 'ServiceBus__clientId', value: me.clientId }
]

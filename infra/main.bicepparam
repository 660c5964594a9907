// The parameters from azd's environment: `azd env set NAME VALUE`. docs/deploy.md says what each is; dev.bicepparam and
// prod.bicepparam are whole examples.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'understudy-dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param size = readEnvironmentVariable('UNDERSTUDY_SIZE', 'dev')
param durableBackend = readEnvironmentVariable('UNDERSTUDY_DURABLE_BACKEND', 'azureStorage')
param privateNetworking = bool(readEnvironmentVariable('UNDERSTUDY_PRIVATE_NETWORKING', 'false'))
param publicUrl = readEnvironmentVariable('UNDERSTUDY_PUBLIC_URL', '')
param decided = {
  webOrigins: filter(split(readEnvironmentVariable('UNDERSTUDY_WEB_ORIGINS', ''), ','), origin => !empty(origin))
  firebaseProjectId: readEnvironmentVariable('FIREBASE_PROJECT_ID', '')
  firebaseCredentials: bool(readEnvironmentVariable('FIREBASE_HAS_CREDENTIALS', 'false'))
  googleClientId: readEnvironmentVariable('GOOGLE_CLIENT_ID', '')
  googleRedirectUris: filter(split(readEnvironmentVariable('GOOGLE_REDIRECT_URIS', ''), ','), uri => !empty(uri))
  youTubeClientId: readEnvironmentVariable('YOUTUBE_CLIENT_ID', '')
  payments: 'stripe'
  smtpHost: readEnvironmentVariable('SMTP_HOST', '')
  smtpPort: int(readEnvironmentVariable('SMTP_PORT', '587'))
  smtpUser: readEnvironmentVariable('SMTP_USER', '')
  mailFrom: readEnvironmentVariable('MAIL_FROM', '')
}
param operators = filter(split(readEnvironmentVariable('UNDERSTUDY_OPERATORS', ''), ','), address => !empty(address))
param monthlyBudget = int(readEnvironmentVariable('UNDERSTUDY_MONTHLY_BUDGET', '0'))
param budgetStart = readEnvironmentVariable('UNDERSTUDY_BUDGET_START', '')
param workerImage = readEnvironmentVariable('SERVICE_WORKER_IMAGE_NAME', '')
param stripeSecretKey = readEnvironmentVariable('STRIPE_SECRET_KEY', '')
param stripeWebhookSecrets = readEnvironmentVariable('STRIPE_WEBHOOK_SECRETS', '')
param smtpPassword = readEnvironmentVariable('SMTP_PASSWORD', '')
param firebaseCredentials = readEnvironmentVariable('FIREBASE_CREDENTIALS', '')
param googleClientSecret = readEnvironmentVariable('GOOGLE_CLIENT_SECRET', '')
param youTubeClientSecret = readEnvironmentVariable('YOUTUBE_CLIENT_SECRET', '')

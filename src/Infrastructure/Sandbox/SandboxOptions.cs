namespace Understudy.Infrastructure.Sandbox;

/// <summary>How the sandbox is set up.</summary>
/// <param name="PublicUrl">Where its pages and the app's webhook endpoint are reached.</param>
/// <param name="WebhookPath">That endpoint, e.g. <c>/webhooks</c>.</param>
/// <param name="WebhookSecret">What events are signed with, <c>whsec_…</c>.</param>
public sealed record SandboxOptions(Uri PublicUrl, string WebhookPath, string WebhookSecret);

using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Webhooks;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>
/// The address that VideoSystem's webhooks go to, "configured in user settings". It is one of the person's webhook endpoints.
/// </summary>
[SignedInBy(Way.Session)]
public sealed class AccountSettings(WebhookEndpoints endpoints, IForeignAddresses addresses)
{
    // The secret before goes on signing for as long, where the address stays.
    private static readonly TimeSpan _overlap = TimeSpan.FromHours(24);

    /// <summary>Shows them.</summary>
    [Function("VideoSystem-Settings-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/users/settings")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        WebhookEndpoint? endpoint = await endpoints.FindAsync(owner, IdOf(owner), cancellationToken);
        return Dialect.Of(request.HttpContext).Success(new SettingsAnswer(endpoint?.Url, StatusOf(endpoint)));
    }

    /// <summary>Sets the address, or takes it away; the answer is the only one that shows its new secret.</summary>
    [Function("VideoSystem-Settings-Save")]
    public async Task<IResult> Save(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "videosystem/v1/users/settings")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        JsonFields fields = await JsonFields.ReadAsync(request);
        Uri? url = fields.Has("webhookUrl") || !fields.Names.Contains("webhookUrl")
            ? await WebhookAddress.ReadAsync(fields, "webhookUrl", addresses, cancellationToken)
            : null;
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        if (url is null)
        {
            await endpoints.DeleteAsync(owner, IdOf(owner), cancellationToken);
            return Dialect.Of(request.HttpContext).Success(new SettingsSavedAnswer(null, null, null));
        }
        Result<WebhookEndpoint> saved = await SaveAsync(owner, url, cancellationToken);
        return saved.Succeeded
            ? Dialect.Of(request.HttpContext).Success(
                new SettingsSavedAnswer(saved.Value.Url, StatusOf(saved.Value), saved.Value.Secret))
            : new Refusal(saved.Problem);
    }

    private async Task<Result<WebhookEndpoint>> SaveAsync(string owner, Uri url, CancellationToken cancellationToken)
    {
        string id = IdOf(owner);
        string secret = WebhookAddress.NewSecret();
        Result<WebhookEndpoint> made = await endpoints.CreateAsync(
            owner, new EndpointSettings(url, VideoSystemEvents.All, "VideoSystem", id), secret, cancellationToken);
        if (!made.Succeeded || made.Value.Secret == secret) return made;
        await endpoints.ChangeAsync(
            owner,
            id,
            new EndpointChange(url, VideoSystemEvents.All, Description: null, EndpointStatus.Enabled),
            cancellationToken);
        return await endpoints.RotateAsync(
            owner, id, secret, made.Value.Url == url ? _overlap : TimeSpan.Zero, rotation: null, cancellationToken);
    }

    private static string? StatusOf(WebhookEndpoint? endpoint) => endpoint?.Status switch
    {
        null => null,
        EndpointStatus.Enabled => "ENABLED",
        _ => "DISABLED",
    };

    private static string IdOf(string owner) => WebhookSignature.DerivedId(owner, PromptVideo.Product);
}

internal sealed record SettingsAnswer(Uri? WebhookUrl, string? WebhookStatus);

internal sealed record SettingsSavedAnswer(Uri? WebhookUrl, string? WebhookStatus, string? WebhookSecret);

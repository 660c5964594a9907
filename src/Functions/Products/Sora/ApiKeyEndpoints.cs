using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>The secrets by which a person's programs and ours know each other; beyond the contract.</summary>
[SignedInBy(Way.Session)]
public sealed class ApiKeyEndpoints(ApiKeys keys, WebhookSecrets secrets)
{
    private const int MaxName = 100;
    private const string Unnamed = "API key";

    /// <summary>Makes an API key; only this answer shows it.</summary>
    [Creates(KeepsAnswer = false)]
    [Function("Sora-ApiKey-Create")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/auth/api-keys")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request, mayBeEmpty: true);
        string name = fields.OptionalLine("name", MaxName) ?? Unnamed;
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<NewApiKey> made = await keys.CreateAsync(
            Caller.IdOf(request), name, NewResource.IdOf(request), cancellationToken);
        if (!made.Succeeded) return new Refusal(made.Problem);
        (ApiKey key, string plain) = made.Value;
        return SoraDialect.Instance.Success(
            new ApiKeyCreated(key.Id, key.Name, plain, key.Prefix, key.CreatedAt), StatusCodes.Status201Created);
    }

    /// <summary>Lists the keys, newest first, by what they begin with.</summary>
    [Function("Sora-ApiKey-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/auth/api-keys")] HttpRequest request,
        CancellationToken cancellationToken) => SoraDialect.Instance.Success(new ApiKeysAnswer(
            [.. (await keys.ListAsync(Caller.IdOf(request), cancellationToken)).Select(ApiKeyAnswer.Of)]));

    /// <summary>Revokes a key, at once.</summary>
    [Function("Sora-ApiKey-Revoke")]
    public async Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "sora/api/auth/api-keys/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        Result<ApiKey> revoked = await keys.RevokeAsync(Caller.IdOf(request), CanonicalId.OrNone(id), cancellationToken);
        return revoked.Succeeded
            ? SoraDialect.Instance.Success(new MessageAnswer("API key revoked successfully"))
            : new Refusal(revoked.Problem);
    }

    /// <summary>Shows what signs the person's webhooks.</summary>
    [Function("Sora-WebhookSecret-Get")]
    public async Task<IResult> Secret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/users/webhook-secret")]
        HttpRequest request,
        CancellationToken cancellationToken) => SoraDialect.Instance.Success(
            new WebhookSecretAnswer(await secrets.GetAsync(Caller.IdOf(request), cancellationToken)));
}

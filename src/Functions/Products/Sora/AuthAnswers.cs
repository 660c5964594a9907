using Understudy.Domain.Accounts;

namespace Understudy.Functions.Products.Sora;

/// <summary>A sentence. Sora §1.3 and others.</summary>
internal sealed record MessageAnswer(string Message);

/// <summary>What a client goes on with. Sora §1.1, §1.2, §1.5.</summary>
/// <param name="AccessToken">What to send with each request.</param>
/// <param name="RefreshToken">What to get the next one with.</param>
/// <param name="TokenType">How to send it.</param>
/// <param name="ExpiresIn">How long it counts, in seconds.</param>
internal sealed record TokensAnswer(string AccessToken, string? RefreshToken, string TokenType, int ExpiresIn)
{
    /// <summary>As the contract shows them.</summary>
    public static TokensAnswer Of(SessionTokens tokens) =>
        new(tokens.AccessToken, tokens.RefreshToken, "bearer", (int)tokens.AccessLife.TotalSeconds);
}

/// <summary>Who asks. Sora §1.4.</summary>
internal sealed record MeAnswer(
    string Id, string Email, string Username, int Credits, string? AvatarUrl, bool IsVerified);

/// <summary>An API key, told this once; beyond the contract.</summary>
internal sealed record ApiKeyCreated(string Id, string Name, string ApiKey, string Prefix, DateTimeOffset CreatedAt);

/// <summary>What is shown of an API key afterwards.</summary>
internal sealed record ApiKeyAnswer(string Id, string Name, string Prefix, DateTimeOffset CreatedAt)
{
    /// <summary>Without the key, which is not kept.</summary>
    public static ApiKeyAnswer Of(ApiKey key) => new(key.Id, key.Name, key.Prefix, key.CreatedAt);
}

/// <summary>A person's API keys.</summary>
internal sealed record ApiKeysAnswer(IReadOnlyList<ApiKeyAnswer> ApiKeys);

/// <summary>What signs a person's webhooks; beyond the contract.</summary>
internal sealed record WebhookSecretAnswer(string Secret);

/// <summary>What is shown of people.</summary>
internal static class People
{
    /// <summary>The name that a person chose, or as long as there is none, the one that they are shown by.</summary>
    public static string UsernameOf(User user) => user.Username ?? user.Name;
}

using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Http.Authentication;

/// <summary>
/// Hands out ID tokens to whoever asks. It exists only where the local identity provider does: in the Development
/// environment.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class DevelopmentTokens(IServiceProvider services)
{
    /// <summary>Mints a token for the given e-mail address.</summary>
    [Function("Core-DevelopmentToken-Create")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dev/token")] HttpRequest request)
    {
        if (services.GetService<LocalIdentityProvider>() is not { } provider) return new Refusal(new UnknownRoute());
        JsonFields fields = await JsonFields.ReadAsync(request);
        string email = fields.Line("email", 254);
        string? name = fields.OptionalLine("name", 100);
        int at = email.IndexOf('@', StringComparison.Ordinal);
        if (email.Length > 0 && (at < 1 || at == email.Length - 1 || email.Contains(' ', StringComparison.Ordinal)))
            fields.Add("email", FieldFault.Malformed, "Must be an e-mail address.");
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        return Results.Json(
            new DevelopmentToken(provider.Mint(email, name), (int)LocalIdentityProvider.Lifetime.TotalSeconds),
            DevelopmentTokenJson.Default.DevelopmentToken);
    }
}

/// <summary>A minted token.</summary>
internal sealed record DevelopmentToken(string IdToken, int ExpiresIn);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DevelopmentToken))]
internal sealed partial class DevelopmentTokenJson : JsonSerializerContext;

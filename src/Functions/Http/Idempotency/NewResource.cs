namespace Understudy.Functions.Http.Idempotency;

/// <summary>
/// What a request with an <c>Idempotency-Key</c> creates has an id that was chosen before it began, so that a request that
/// carries on after a crash finds what the one before it made.
/// </summary>
/// <param name="Id">The id.</param>
internal sealed record NewResource(string Id)
{
    /// <summary>The id for what a request creates, or null when any new one will do.</summary>
    public static string? IdOf(HttpRequest request) => request.HttpContext.Features.Get<NewResource>()?.Id;
}

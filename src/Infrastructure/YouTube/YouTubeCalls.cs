using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>Calls the API for one person: gets access when it is needed, and once more when what it got counts no more.</summary>
internal sealed class YouTubeCalls(
    GoogleGrants grants, string? refreshToken, IHttpClientFactory clients, TimeProvider time, ILogger log)
{
    private string? _access;

    /// <summary>The access that a person has given just now; it spares asking for it.</summary>
    public string Access
    {
        init => _access = value;
    }

    /// <summary>Sends a request.</summary>
    /// <param name="what">What for, for the log.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="patience">How long to wait for an answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="mayRepeat">Whether it can be made again, if the access counts no more.</param>
    /// <returns>The answer, whatever its status, or a <see cref="SiteProblem"/>.</returns>
    public async Task<Result<YouTubeAnswer>> SendAsync(
        string what,
        Func<HttpRequestMessage> make,
        TimeSpan patience,
        CancellationToken cancellationToken,
        bool mayRepeat = true)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            Result<string> access = await AccessAsync(cancellationToken);
            if (!access.Succeeded) return access.Problem;
            using HttpRequestMessage request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Value);
            Result<YouTubeAnswer> answer = await SendAsync(what, request, patience, cancellationToken);
            if (answer.Value?.Status != 401) return answer;
            _access = null;
            if (isFirst && !mayRepeat) return new SiteUnavailable();
            if (!isFirst) return answer;
        }
    }

    /// <summary>Sends a request, and reads the answer of what was done.</summary>
    public async Task<Result<YouTubeAnswer>> DoAsync(
        string what, Func<HttpRequestMessage> make, TimeSpan patience, CancellationToken cancellationToken)
    {
        Result<YouTubeAnswer> answer = await SendAsync(what, make, patience, cancellationToken);
        return answer.Succeeded && !answer.Value.IsGood ? Refuse(what, answer.Value) : answer;
    }

    /// <summary>What it means that something was not done.</summary>
    public SiteProblem Refuse(string what, YouTubeAnswer answer)
    {
        Log.NotDone(log, what, answer.Status, answer.Reason);
        return answer.Problem(time.GetUtcNow());
    }

    /// <summary>The answer says that it was done, but not what.</summary>
    public SiteProblem Unreadable(string what, YouTubeAnswer answer)
    {
        Log.Unreadable(log, what, answer.Status);
        return new SiteUnavailable();
    }

    private async Task<Result<string>> AccessAsync(CancellationToken cancellationToken)
    {
        if (_access is { } known) return known;
        if (refreshToken is null)
        {
            Log.SealedOtherwise(log);
            return new GrantWithdrawn();
        }
        Result<GoogleAccess> refreshed = await grants.RefreshAsync(refreshToken, cancellationToken);
        if (!refreshed.Succeeded) return refreshed.Problem;
        return _access = refreshed.Value.Token;
    }

    private async Task<Result<YouTubeAnswer>> SendAsync(
        string what, HttpRequestMessage request, TimeSpan longest, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using HttpClient http = clients.CreateClient(YouTubeRegistration.ClientName);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, either.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new YouTubeAnswer((int)response.StatusCode, YouTubeJson.Parse(body), response.Headers);
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException ||
            (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.Silent(log, what, silent.GetType().Name);
            return new SiteUnavailable();
        }
    }
}

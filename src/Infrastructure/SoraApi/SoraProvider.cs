using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.SoraApi;

/// <summary>The provider of the Sora contract, §2.5: what its answers mean.</summary>
internal sealed class SoraProvider(
    SoraApiOptions options, SoraApiClient api, SoraFilms films, ILogger<SoraProvider> log) : IFilmProvider
{
    /// <inheritdoc/>
    public bool CanLookUp => options.LookUpPath is not null;

    /// <inheritdoc/>
    public async Task<ProviderAnswer> AskAsync(FilmWish wish, CancellationToken cancellationToken)
    {
        try
        {
            SoraAnswer answer = await api.SendAsync(options.At(options.CreatePath), Write(wish), cancellationToken);
            ProviderAnswer meant = Meaning(answer);
            if (meant is not ProviderAnswer.Accepted) Log.NotTaken(log, wish.JobId, answer.Status, meant.GetType().Name);
            return meant;
        }
        catch (SoraUnsentException unsent)
        {
            Log.Unsent(log, wish.JobId, unsent.InnerException!.GetType().Name);
            return new ProviderAnswer.Busy(null);
        }
        catch (SoraSilenceException silence)
        {
            Log.Silent(log, wish.JobId, silence.InnerException!.GetType().Name);
            return new ProviderAnswer.Unknown();
        }
    }

    /// <inheritdoc/>
    public async Task<ProviderReading?> ReadAsync(string taskId, CancellationToken cancellationToken)
    {
        SoraAnswer answer = await AskAboutAsync(options.RecordPath, "taskId", taskId, cancellationToken);
        if (IsNone(answer)) return null;
        if (!answer.IsGood || answer.Text("taskId") != taskId) throw Unreadable(answer);
        string? callback = SoraAnswer.Member(answer.Within("param"), "callBackUrl") is { ValueKind: JsonValueKind.String } url
            ? url.GetString()
            : null;
        return answer.Text("state") switch
        {
            "success" => new ProviderReading(ProviderState.Made, Result(answer), callback),
            "fail" => new ProviderReading(ProviderState.Failed, Callback: callback),
            null => throw Unreadable(answer),
            _ => new ProviderReading(ProviderState.Waiting, Callback: callback),
        };
    }

    /// <inheritdoc/>
    public async Task<string?> LookUpAsync(Uri callback, CancellationToken cancellationToken)
    {
        string path = options.LookUpPath ?? throw new InvalidOperationException("The provider cannot be asked that.");
        SoraAnswer answer = await AskAboutAsync(path, "callBackUrl", callback.AbsoluteUri, cancellationToken);
        if (IsNone(answer)) return null;
        if (!answer.IsGood) throw Unreadable(answer);
        return answer.Text("taskId") is { } taskId && ProviderCallbacks.IsTaskId(taskId) ? taskId : null;
    }

    /// <inheritdoc/>
    public Task<ProviderFetch> FetchAsync(Uri result, MediaKey key, TimeSpan limit, CancellationToken cancellationToken) =>
        films.FetchAsync(result, key, limit, cancellationToken);

    private async Task<SoraAnswer> AskAboutAsync(
        string path, string name, string value, CancellationToken cancellationToken)
    {
        try
        {
            return await api.SendAsync(
                options.At(path, $"?{name}={Uri.EscapeDataString(value)}"), body: null, cancellationToken);
        }
        catch (Exception none) when (none is SoraUnsentException or SoraSilenceException)
        {
            throw new ProviderUnavailableException(cause: none);
        }
    }

    private ProviderUnavailableException Unreadable(SoraAnswer answer)
    {
        Log.Unreadable(log, answer.Status);
        return new ProviderUnavailableException(answer.RetryAfter);
    }

    private byte[] Write(FilmWish wish)
    {
        JsonObject input = new()
        {
            ["prompt"] = wish.Prompt,
            ["aspect_ratio"] = wish.IsPortrait ? "portrait" : "landscape",
            ["quality"] = wish.IsHighDefinition ? "hd" : "standard",
        };
        if (wish.Images.Count > 0) input["image_urls"] = new JsonArray([.. wish.Images.Select(image => image.AbsoluteUri)]);
        JsonObject body = new()
        {
            ["model"] = options.Model,
            ["input"] = input,
            ["callBackUrl"] = wish.Callback.AbsoluteUri,
        };
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    // Only what certainly was not taken may be asked again: 5xx may come from a proxy before a server that has taken it, unless it
    // says when to come back.
    private static ProviderAnswer Meaning(SoraAnswer answer) => answer.Status switch
    {
        >= 200 and < 300 => answer.Text("taskId") is { } taskId && ProviderCallbacks.IsTaskId(taskId)
            ? new ProviderAnswer.Accepted(taskId)
            : new ProviderAnswer.Unknown(),
        429 => new ProviderAnswer.Busy(answer.RetryAfter),
        503 when answer.RetryAfter is not null => new ProviderAnswer.Busy(answer.RetryAfter),
        400 or 413 or 415 or 422 => new ProviderAnswer.Refused(ProviderFailures.Refused),
        // The request may be on its way, or was made before.
        408 or 409 => new ProviderAnswer.Unknown(),
        // No key, no money, or nothing at that path.
        >= 300 and < 500 => new ProviderAnswer.Refused(ProviderFailures.Unavailable),
        _ => new ProviderAnswer.Unknown(),
    };

    private static bool IsNone(SoraAnswer answer) => answer.Status is 404 or 422
        || (answer.IsGood && answer.Data.ValueKind == JsonValueKind.Null);

    private static Uri? Result(SoraAnswer answer) =>
        SoraAnswer.Member(answer.Within("resultJson"), "resultUrls") is { ValueKind: JsonValueKind.Array } urls
        && urls.GetArrayLength() > 0
        && urls[0] is { ValueKind: JsonValueKind.String } first
        && Uri.TryCreate(first.GetString(), UriKind.Absolute, out Uri? url) ? url : null;
}

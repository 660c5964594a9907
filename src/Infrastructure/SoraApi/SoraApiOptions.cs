namespace Understudy.Infrastructure.SoraApi;

/// <summary>How a provider of films is reached that speaks as the one of the Sora contract, §2.5.</summary>
public sealed record SoraApiOptions
{
    /// <summary>Settings.</summary>
    /// <param name="baseUrl">Where it is; over TLS, unless it is on this machine.</param>
    /// <param name="key">What it lets us in with; it goes there and nowhere else.</param>
    /// <exception cref="ArgumentException">One makes no sense.</exception>
    public SoraApiOptions(Uri baseUrl, string key)
    {
        if (!baseUrl.IsAbsoluteUri || baseUrl.UserInfo.Length > 0 || baseUrl.Query.Length > 0 || baseUrl.Fragment.Length > 0
            || !(baseUrl.Scheme == Uri.UriSchemeHttps || (baseUrl.Scheme == Uri.UriSchemeHttp && baseUrl.IsLoopback)))
            throw new ArgumentException("It is an https address without a query, or an http one of this machine.", nameof(baseUrl));
        if (key.Length == 0 || key.Any(character => character is <= ' ' or > '~'))
            throw new ArgumentException("It is visible ASCII characters.", nameof(key));
        BaseUrl = baseUrl;
        Key = key;
    }

    /// <summary>Where it is.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The bearer key.</summary>
    public string Key { get; }

    /// <summary>The model that is asked for.</summary>
    public string Model { get; init; } = "sora-2.0";

    /// <summary>The path at which films are asked for.</summary>
    public string CreatePath { get; init; } = "/api/v1/jobs/createTask";

    /// <summary>The path at which is told how a task stands, by <c>?taskId=</c>.</summary>
    public string RecordPath { get; init; } = "/api/v1/jobs/recordInfo";

    /// <summary>The path at which is told which task calls back where, by <c>?callBackUrl=</c>; null if there is none.</summary>
    public string? LookUpPath { get; init; }

    /// <summary>The largest film, in bytes.</summary>
    public long MostBytes { get; init; } = 1L << 30;

    /// <summary>The address of a path.</summary>
    public Uri At(string path, string query = "") => new(BaseUrl.AbsoluteUri.TrimEnd('/') + path + query);
}

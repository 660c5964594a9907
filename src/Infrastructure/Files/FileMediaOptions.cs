namespace Understudy.Infrastructure.Files;

/// <summary>Where media files are kept, and where people reach them.</summary>
/// <param name="Root">The folder that holds a folder for each container; created when it is missing.</param>
/// <param name="PublicUrl">What signed URLs begin with; <c>/media/{container}/{name}</c> follows.</param>
public sealed record FileMediaOptions(string Root, Uri PublicUrl)
{
    /// <summary>
    /// How long an upload may take for what <see cref="LeastBytesPerSecond"/> means in that time; then it is given up.
    /// </summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How fast an upload has to be on average. The worst of mobile networks is some ten times faster.</summary>
    public int LeastBytesPerSecond { get; init; } = 1024;

    /// <summary>How long an upload that began in time may go on after its URL has expired.</summary>
    public TimeSpan ExpiryGrace { get; init; } = TimeSpan.FromMinutes(5);
}
